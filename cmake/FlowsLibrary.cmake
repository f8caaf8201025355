# flows_library(<folder> SOURCES ... [PUBLIC ...] [PRIVATE ...])
# One static library a folder of src/, named fd_<folder>. What it may link is what it may include (design: layers);
# FLOWS_LAYERS collects the folders so that the tests can prove it. HEADERS names its precompiled header.
function(flows_library folder)
    cmake_parse_arguments(ARG "" "HEADERS" "SOURCES;PUBLIC;PRIVATE" ${ARGN})
    add_library(fd_${folder} STATIC ${ARG_SOURCES})
    target_link_libraries(fd_${folder} PUBLIC app_flags ${ARG_PUBLIC} PRIVATE ${ARG_PRIVATE})
    if(FLOWS_FUZZ AND ARG_HEADERS STREQUAL "core")
        # What is fuzzed tells the fuzzer which ways its inputs take; only then does it find new ones.
        target_compile_options(fd_${folder} PRIVATE -fsanitize=fuzzer-no-link)
    endif()
    if(ARG_HEADERS)
        flows_use_headers(fd_${folder} ${ARG_HEADERS})
    endif()
    set_property(GLOBAL APPEND PROPERTY FLOWS_LAYERS ${folder})
endfunction()
