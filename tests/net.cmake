flows_tests(net
    TESTS tst_brokenservers tst_httpclient tst_redirects tst_oneshotbody tst_parking tst_netlifetime tst_tls
          tst_packedanswers tst_timelimits tst_retrypolicy tst_errorbody tst_errorfinding
          tst_gare tst_redaction tst_environment
    SOURCES support/brokenserver.h support/brokenserver.cpp support/brokenanswers.cpp support/certificate.h
            support/certificate.cpp support/faketokens.h support/gzip.h support/gzip.cpp support/outcome.h
    LIBRARIES fd_net)
