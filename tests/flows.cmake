flows_tests(flows
    TESTS tst_documents tst_flowsclient tst_pager tst_runstarter
    SOURCES
        support/documentcheck.cpp
        support/recordedreplies.cpp
        support/replayserver.cpp
        support/replayserver.h
        support/settled.h
        support/statictokens.h
    LIBRARIES fd_flows)
