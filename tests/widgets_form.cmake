flows_tests(widgets_form
    TESTS tst_errortext tst_schemanode tst_numberstep tst_shownjson tst_inputform tst_formfields tst_startdialog tst_startmessages
    LIBRARIES fd_widgets
    WIDGETS)
