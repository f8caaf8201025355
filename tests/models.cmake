flows_tests(models
    TESTS tst_accountsmodel tst_flowsmodel tst_followedlog tst_followfailures tst_pagedrows tst_quietpolls tst_runfollower tst_runlogmodel tst_runsmodel
        tst_runsrefresh tst_runsummary tst_runsupdater tst_runtrace tst_words
    SOURCES
        support/fakepages.h
        support/faketokens.h
        support/followedrun.cpp
        support/followedrun.h
        support/logentries.cpp
        support/outcome.h
        support/replayserver.cpp
        support/replayserver.h
        support/statictokens.h
    LIBRARIES fd_models)
