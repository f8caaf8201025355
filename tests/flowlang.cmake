flows_tests(flowlang
    TESTS tst_definition tst_conditiontext tst_flowgraph tst_jsonpath tst_choicerule
    SOURCES support/jsondata.h support/jsondata.cpp
    LIBRARIES fd_flowlang)
