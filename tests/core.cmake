flows_tests(core
    TESTS tst_json tst_scope tst_settle tst_andthen tst_core
    LIBRARIES fd_core)
