if(TARGET fd_models) # fd_widgets links it
    flows_tests(widgets_diagram
        TESTS tst_theme tst_themewidgets tst_diagramgeometry tst_diagrampainter tst_diagramview tst_diagramaccess
            tst_thumbnails
        SOURCES support/exampleflow.cpp support/exampleflow.h
        LIBRARIES fd_widgets Qt6::DBus
        WIDGETS)
endif()
