flows_tests(auth
    TESTS tst_authorizerequest tst_callbacklistener tst_callbackrequest tst_clientcredentials tst_consentneed tst_idtoken tst_kepttokens tst_persontokens tst_signin
        tst_signintroubles tst_tokenanswer
    SOURCES
        support/brokenanswers.cpp
        support/brokenserver.cpp
        support/brokenserver.h
        support/fakeauth.cpp
        support/fakeauth.h
        support/outcome.h
        support/rawhttp.cpp
        support/rawhttp.h
        support/clientsigninrig.h
    LIBRARIES fd_auth)

flows_tests(keyring
    TESTS tst_secretstore
    SOURCES support/outcome.h
    LIBRARIES fd_auth Qt6::DBus
    WITH "${CMAKE_CURRENT_SOURCE_DIR}/support/with-keyring")

flows_tests(nokeyring
    TESTS tst_nosecretservice
    SOURCES support/outcome.h
    LIBRARIES fd_auth Qt6::DBus
    WITH "${CMAKE_CURRENT_SOURCE_DIR}/support/with-session-bus")

# A person's account at the emulator: in this process, where its clock can be set, and as the program that it is.
if(TARGET fd_emulator AND TARGET flows-emulator)
    flows_tests(person
        TESTS tst_signinatemulator tst_consenttrips
        SOURCES
            support/emulatorfixture.h
            support/emulatorfixture.cpp
            support/emulatorprogram.h
            support/outcome.h
            support/personbrowser.h
            support/personbrowser.cpp
            support/rawhttp.h
            support/rawhttp.cpp
            support/settled.h
            support/signedinrig.h
        LIBRARIES fd_auth fd_flows fd_emulator OpenSSL::Crypto)
    add_dependencies(test_person flows-emulator)

    flows_tests(account
        TESTS tst_personaccount
        SOURCES
            support/emulatorfixture.h
            support/emulatorfixture.cpp
            support/outcome.h
            support/personbrowser.h
            support/personbrowser.cpp
            support/rawhttp.h
            support/rawhttp.cpp
            support/settled.h
        LIBRARIES fd_auth fd_flows fd_emulator Qt6::DBus
        WITH "${CMAKE_CURRENT_SOURCE_DIR}/support/with-keyring")
endif()
