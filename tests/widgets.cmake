flows_tests(widgets
    TESTS tst_pagelink tst_troubles tst_pages tst_library tst_tips
        tst_faces tst_runreason tst_tracetext
        tst_startagain
    SOURCES support/brokenserver.h support/brokenserver.cpp support/brokenanswers.cpp support/faketokens.h
            support/pagesrig.h support/pagesrig.cpp support/fileaudit.h support/fileaudit.cpp
    LIBRARIES fd_widgets
    WIDGETS)
