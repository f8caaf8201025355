flows_tests(flows
    TESTS tst_documents tst_pager
    SOURCES
        support/documentcheck.cpp
        support/recordedreplies.cpp
    LIBRARIES fd_flows)
