flows_tests(flows
    TESTS tst_brokenservice tst_coverage tst_documents tst_flowsapierror tst_flowsclient tst_pager tst_paging tst_replay
        tst_requests tst_runstarter tst_startonce tst_tolerance tst_transferclient tst_waitforrun
    SOURCES
        support/brokenanswers.cpp
        support/brokenserver.cpp
        support/brokenserver.h
        support/certificate.cpp
        support/certificate.h
        support/documentcheck.cpp
        support/documentcheck_more.cpp
        support/fieldcheck.cpp
        support/gzip.cpp
        support/gzip.h
        support/jsondata.cpp
        support/mutations.cpp
        support/readkinds.cpp
        support/recordedreplies.cpp
        support/replaycalls.cpp
        support/requestsof.cpp
        support/surfacecalls.cpp
        support/surfacerig.cpp
        support/surfacevalues.cpp
        support/replayserver.cpp
        support/replayserver.h
        support/settled.h
        support/statictokens.h
    LIBRARIES fd_flows)

add_executable(bench_paging bench/bench_paging.cpp bench/benchpages.cpp bench/benchpages.h bench/pagereaders.cpp
    bench/pagereaders.h support/replayserver.cpp support/replayserver.h)
target_include_directories(bench_paging PRIVATE "${PROJECT_SOURCE_DIR}/tests")
target_link_libraries(bench_paging PRIVATE app_flags fd_flows)
add_test(NAME bench.paging COMMAND bench_paging)
set_tests_properties(bench.paging PROPERTIES LABELS bench TIMEOUT 300)
