if(TARGET fd_emulator)
    flows_tests(emulator_http
        TESTS tst_emulatorquery tst_emulatorrouter tst_emulatorguard
        SOURCES support/rawhttp.h support/rawhttp.cpp
        LIBRARIES fd_emulator)
endif()
