flows_tests(app
    TESTS tst_emulatorchild tst_commandline
    LIBRARIES fd_app
    WIDGETS)
add_dependencies(test_app flows-emulator)
