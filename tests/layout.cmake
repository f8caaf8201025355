flows_tests(layout
    TESTS tst_layout tst_layoutexamples tst_layoutgenerated
    SOURCES support/graphviz.cpp support/layoutchecker.cpp support/layoutgraphs.cpp
    LIBRARIES fd_layout fd_core)
