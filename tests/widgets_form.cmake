flows_tests(widgets_form
    TESTS tst_errortext tst_schemanode tst_numberstep tst_shownjson tst_inputform tst_formfields
          tst_startcontroller tst_startdialog tst_startmessages
    SOURCES support/brokenanswers.cpp support/brokenserver.cpp support/brokenserver.h support/statictokens.h
    LIBRARIES fd_widgets
    WIDGETS)
