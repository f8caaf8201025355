# The proof of the layers: no include or link upward, each library complete with what it declares, and two fixtures that
# must be refused.
set(allowed "${CMAKE_CURRENT_SOURCE_DIR}/layers/allowed.txt")
set(check "${CMAKE_CURRENT_SOURCE_DIR}/layers/check")
add_test(NAME layers.includes COMMAND "${check}" "${PROJECT_SOURCE_DIR}" "${allowed}")
add_test(NAME layers.bad_include_is_refused
    COMMAND "${check}" "${CMAKE_CURRENT_SOURCE_DIR}/layers/bad_include" "${allowed}")
set_tests_properties(layers.bad_include_is_refused PROPERTIES
    PASS_REGULAR_EXPRESSION "upward.cpp:1: net may not use flows")

function(prove_layer program library)
    add_executable(${program} ${ARGN} layers/main.cpp)
    target_link_libraries(${program} PRIVATE app_flags "$<LINK_LIBRARY:WHOLE_ARCHIVE,${library}>")
    target_link_options(${program} PRIVATE -Wl,--no-undefined)
endfunction()

get_property(folders GLOBAL PROPERTY FLOWS_LAYERS)
foreach(folder IN LISTS folders)
    prove_layer(layer_${folder} fd_${folder})
    add_test(NAME layers.${folder}_is_complete COMMAND layer_${folder})
endforeach()

add_library(layer_bad STATIC EXCLUDE_FROM_ALL layers/bad_link/lower.cpp)
prove_layer(layer_bad_program layer_bad EXCLUDE_FROM_ALL)
add_test(NAME layers.bad_link_is_refused
    COMMAND "${CMAKE_COMMAND}" --build "${PROJECT_BINARY_DIR}" --target layer_bad_program)
set_tests_properties(layers.bad_link_is_refused PROPERTIES PASS_REGULAR_EXPRESSION "undefined symbol: upper::answer")
