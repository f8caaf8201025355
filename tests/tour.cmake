# The guided tour of the real program on its real emulator, on a display of its own: the main job end to end.
add_test(NAME e2e.tour
    COMMAND "${PROJECT_SOURCE_DIR}/packaging/with-display" $<TARGET_FILE:flows-desktop>
            --tour "${PROJECT_BINARY_DIR}/tour-test")
set_tests_properties(e2e.tour PROPERTIES LABELS e2e TIMEOUT 300 ENVIRONMENT "TZ=UTC"
    PASS_REGULAR_EXPRESSION "everything happened")

# Whoever asks what the program takes needs no display.
add_test(NAME e2e.help COMMAND ${CMAKE_COMMAND} -E env --unset=DISPLAY --unset=WAYLAND_DISPLAY QT_QPA_PLATFORM=xcb
                               $<TARGET_FILE:flows-desktop> --help)
set_tests_properties(e2e.help PROPERTIES LABELS e2e TIMEOUT 60 PASS_REGULAR_EXPRESSION "--emulator-data")
