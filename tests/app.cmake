flows_tests(app
    TESTS tst_emulatorchild tst_commandline
    SOURCES support/brokenserver.h support/brokenserver.cpp support/brokenanswers.cpp
    LIBRARIES fd_app
    WIDGETS)
add_dependencies(test_app flows-emulator)
