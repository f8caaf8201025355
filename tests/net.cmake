flows_tests(net
    TESTS tst_brokenservers tst_oneshotbody
    SOURCES support/brokenserver.h support/brokenserver.cpp support/brokenanswers.cpp support/certificate.h
            support/certificate.cpp support/outcome.h
    LIBRARIES fd_net)
