if(TARGET flows-emulator)
    flows_tests(examples
        TESTS tst_readmeclient
        LIBRARIES fd_core)
    add_dependencies(test_examples flows-emulator run_a_flow)
endif()
