flows_tests(widgets_form
    TESTS tst_schemanode tst_shownjson tst_inputform tst_startdialog
    LIBRARIES fd_widgets
    WIDGETS)
