if(TARGET fd_emulator AND TARGET flows-emulator)
    flows_tests(emulator_http
        TESTS
            tst_emulatorquery
            tst_emulatorrouter
            tst_emulatorguard
            tst_emulatorroles
            tst_emulatorflowroutes
            tst_emulatorflowchanges
            tst_emulatorvalidation
            tst_emulatorrunroutes
            tst_emulatorrunchanges
            tst_emulatorstart
            tst_emulatorrecorded
            tst_emulatortable
            tst_emulatorhome
            tst_emulatorwebinputs
            tst_emulatorapis
            tst_emulatorprocess
        SOURCES
            support/rawhttp.h
            support/rawhttp.cpp
            support/emulatorfixture.h
            support/emulatorfixture.cpp
            support/recordedreplies.cpp
            support/recordedworld.cpp
            support/shapecheck.cpp
            support/twopeopletest.cpp
        LIBRARIES fd_emulator)
    add_dependencies(test_emulator_http flows-emulator)
endif()
