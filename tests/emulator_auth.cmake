if(TARGET fd_emulator AND TARGET flows-emulator)
    flows_tests(emulator_auth
        TESTS
            tst_emulatorscopes
            tst_emulatortokens
            tst_emulatoroldtokens
            tst_emulatorsignin
            tst_emulatoridtoken
            tst_emulatorrefresh
            tst_emulatordependents
            tst_emulatorconsents
            tst_emulatorsession
            tst_emulatoruntrusted
            tst_emulatorcodeattacks
            tst_emulatorpageattacks
            tst_emulatorauthrecorded
        SOURCES
            support/rawhttp.h
            support/rawhttp.cpp
            support/emulatorfixture.h
            support/emulatorfixture.cpp
            support/authemulator.h
            support/authemulator.cpp
            support/shapecheck.cpp
        LIBRARIES fd_emulator OpenSSL::Crypto)
endif()
