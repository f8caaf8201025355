# Benchmarks: own executables below bench/, one ctest entry each with the label bench. They report ratios and assert no times.
add_executable(bench_layout bench/bench_layout.cpp support/graphviz.cpp support/layoutgraphs.cpp support/layoutchecker.cpp
    support/paths.cpp)
target_include_directories(bench_layout PRIVATE "${PROJECT_SOURCE_DIR}/tests")
target_link_libraries(bench_layout PRIVATE app_flags fd_layout fd_core)
add_test(NAME bench.layout COMMAND bench_layout)
set_tests_properties(bench.layout PROPERTIES LABELS bench TIMEOUT 300)

add_executable(bench_window bench/bench_window.cpp support/paths.cpp)
target_include_directories(bench_window PRIVATE "${PROJECT_SOURCE_DIR}/tests")
target_link_libraries(bench_window PRIVATE app_flags fd_app)
add_dependencies(bench_window flows-emulator)
add_test(NAME bench.window COMMAND "${PROJECT_SOURCE_DIR}/packaging/with-display" $<TARGET_FILE:bench_window>)
set_tests_properties(bench.window PROPERTIES LABELS bench TIMEOUT 300)

add_executable(bench_emulator bench/bench_emulator.cpp bench/keptconnection.cpp bench/keptconnection.h support/paths.cpp)
target_include_directories(bench_emulator PRIVATE "${PROJECT_SOURCE_DIR}/tests")
target_link_libraries(bench_emulator PRIVATE app_flags fd_emulator)
add_dependencies(bench_emulator flows-emulator)
add_test(NAME bench.emulator COMMAND bench_emulator)
set_tests_properties(bench.emulator PROPERTIES LABELS bench TIMEOUT 600)
