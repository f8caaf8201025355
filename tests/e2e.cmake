# The emulator as other people's clients find it: Globus' own JavaScript SDK, and a browser. What they need is installed
# into the build tree first, once for a lock file.
set(e2e "${PROJECT_BINARY_DIR}/e2e")
add_test(NAME e2e.prepare COMMAND "${CMAKE_CURRENT_SOURCE_DIR}/e2e/prepare" "${e2e}")
set_tests_properties(e2e.prepare PROPERTIES LABELS e2e TIMEOUT 300 FIXTURES_SETUP e2e)
foreach(test sdk readme browser)
    add_test(NAME e2e.${test} COMMAND "${CMAKE_CURRENT_SOURCE_DIR}/e2e/run" "${e2e}" ${test}.test.js)
    set_tests_properties(e2e.${test} PROPERTIES LABELS e2e TIMEOUT 300 FIXTURES_REQUIRED e2e
        ENVIRONMENT "TZ=UTC;LC_ALL=C.UTF-8;FLOWS_EMULATOR=$<TARGET_FILE:flows-emulator>")
endforeach()
