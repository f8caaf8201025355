if(TARGET fd_emulator)
    flows_tests(emulator_fs
        TESTS tst_collectionpath tst_collectionfs tst_collectioncopy tst_collectionattacks
        SOURCES support/collectionfixture.h support/collectionfixture.cpp
        LIBRARIES fd_emulator)
endif()
