flows_tests(widgets_diagram
    TESTS tst_theme tst_themewidgets tst_diagramgeometry tst_diagrampainter tst_diagramview tst_diagramaccess
        tst_thumbnails
    SOURCES support/exampleflow.cpp support/exampleflow.h tst_portal.cpp
    LIBRARIES fd_widgets Qt6::DBus
    WIDGETS)

# This one plays the desktop portal, so it needs a session bus where nobody else is.
find_program(FLOWS_DBUS_RUN_SESSION dbus-run-session REQUIRED)
add_test(NAME widgets_diagram.tst_portal
    COMMAND "${FLOWS_DBUS_RUN_SESSION}" "--config-file=${CMAKE_CURRENT_SOURCE_DIR}/data/session-bus.conf" --
        $<TARGET_FILE:test_widgets_diagram> tst_portal)
get_test_property(widgets_diagram.tst_theme ENVIRONMENT environment)
set_tests_properties(widgets_diagram.tst_portal PROPERTIES ENVIRONMENT "${environment}" TIMEOUT 300)
