flows_tests(expressions
    TESTS tst_expression tst_expressionflows tst_expressionhostile tst_expressionsyntax
    SOURCES support/jsondata.h support/jsondata.cpp
    LIBRARIES fd_flowlang)
