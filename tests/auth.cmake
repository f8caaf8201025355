flows_tests(auth
    TESTS tst_authorizerequest tst_callbacklistener tst_callbackrequest tst_clientcredentials tst_idtoken tst_persontokens tst_signin
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
