# Qt puts absolute build paths into every test; nothing here reads them, and they would defeat ccache.
set_property(TARGET Qt6::Test PROPERTY INTERFACE_COMPILE_DEFINITIONS QT_TESTLIB_LIB)

# flows_tests(<name> TESTS tst_a tst_b ... [SOURCES ...] LIBRARIES ... [WIDGETS] [LABEL l] [TIMEOUT s] [WITH program])
# One executable (test_<name>) from several files tests/tst_x.cpp, each a class registered by FLOWS_TEST (testmain.h), and
# one ctest entry a class: `test_core tst_json` runs that class alone. WITH names a program that runs the test in
# surroundings of its own.
function(flows_tests name)
    cmake_parse_arguments(ARG "WIDGETS" "LABEL;TIMEOUT;WITH" "TESTS;SOURCES;LIBRARIES" ${ARGN})
    set(sources support/testmain.h support/paths.h support/paths.cpp ${ARG_SOURCES})
    foreach(test IN LISTS ARG_TESTS)
        list(APPEND sources ${test}.cpp)
    endforeach()
    if(ARG_WIDGETS)
        list(APPEND sources support/testmain_widgets.cpp)
    else()
        list(APPEND sources support/testmain_core.cpp)
    endif()
    add_executable(test_${name} ${sources})
    target_include_directories(test_${name} PRIVATE "${PROJECT_SOURCE_DIR}/tests")
    # Absolute paths stand in one file alone, so that ccache serves the others to every clone.
    set_source_files_properties(support/paths.cpp PROPERTIES COMPILE_DEFINITIONS
        "PROJECT_SOURCE=\"${PROJECT_SOURCE_DIR}\";PROJECT_BINARY=\"${PROJECT_BINARY_DIR}\"")
    target_link_libraries(test_${name} PRIVATE app_flags Qt6::Test ${ARG_LIBRARIES})
    if(ARG_WIDGETS)
        target_link_libraries(test_${name} PRIVATE Qt6::Concurrent Qt6::Network)
        flows_use_headers(test_${name} windowtest)
    elseif(NOT "fd_layout" IN_LIST ARG_LIBRARIES)
        target_link_libraries(test_${name} PRIVATE Qt6::Concurrent Qt6::Network)
        flows_use_headers(test_${name} test)
    endif()
    foreach(test IN LISTS ARG_TESTS)
        add_test(NAME ${name}.${test} COMMAND ${ARG_WITH} $<TARGET_FILE:test_${name}> ${test})
        set_tests_properties(${name}.${test} PROPERTIES
            ENVIRONMENT "QT_QPA_PLATFORM=offscreen;TZ=UTC;LC_ALL=C.UTF-8;QT_LOGGING_RULES=default.debug=false;ASAN_OPTIONS=detect_leaks=1:strict_string_checks=1;LSAN_OPTIONS=suppressions=${PROJECT_SOURCE_DIR}/tests/support/lsan.supp:print_suppressions=0;UBSAN_OPTIONS=print_stacktrace=1:halt_on_error=1"
            TIMEOUT 300)
        if(ARG_LABEL)
            set_tests_properties(${name}.${test} PROPERTIES LABELS "${ARG_LABEL}")
        endif()
        if(ARG_TIMEOUT)
            set_tests_properties(${name}.${test} PROPERTIES TIMEOUT ${ARG_TIMEOUT})
        endif()
    endforeach()
endfunction()
