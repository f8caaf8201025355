flows_tests(auth
    TESTS tst_clientcredentials tst_tokenanswer
    SOURCES support/brokenserver.h support/brokenserver.cpp support/brokenanswers.cpp support/outcome.h
    LIBRARIES fd_auth)
