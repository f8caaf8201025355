# Half of a file's compile time goes into the headers of Qt and nlohmann's JSON; they are read once for each kind of target:
#   headers_core        the layers below the window      headers_window       the window, the tour, the program
#   headers_test        tests of the former              headers_windowtest   tests of the latter
# Each is made with the definitions that its users share: GCC takes a header only for users who define at least those, and
# for tests exactly those. Files still include what they use: preset tidy compiles without and finds what is missing.
option(FLOWS_PRECOMPILE "Use precompiled headers" ON)

# Compilers write the same header differently each time. ccache is told by a file beside it what it was made of instead, so
# that clones share what was compiled with it: our lists, the compiler, and the text of the libraries' headers.
function(flows_headers_sum result)
    file(GLOB files "${PROJECT_SOURCE_DIR}/cmake/headers/*.h")
    foreach(module Core Concurrent Network Gui Widgets Test)
        get_target_property(folders Qt6::${module} INTERFACE_INCLUDE_DIRECTORIES)
        foreach(folder IN LISTS folders)
            file(GLOB found "${folder}/*.h")
            list(APPEND files ${found})
        endforeach()
    endforeach()
    set(sums "${CMAKE_CXX_COMPILER_VERSION} ${nlohmann_json_VERSION}")
    foreach(file IN LISTS files)
        file(SHA256 "${file}" sum)
        string(APPEND sums "${sum}")
    endforeach()
    string(SHA256 sum "${sums}")
    set(${result} "${sum}" PARENT_SCOPE)
endfunction()

function(flows_headers name)
    if(NOT FLOWS_PRECOMPILE)
        return()
    endif()
    add_library(headers_${name} OBJECT EXCLUDE_FROM_ALL "${PROJECT_SOURCE_DIR}/cmake/headers/empty.cpp")
    set_target_properties(headers_${name} PROPERTIES AUTOMOC OFF AUTOUIC OFF)
    target_link_libraries(headers_${name} PRIVATE app_flags ${ARGN})
    target_precompile_headers(headers_${name} PRIVATE "${PROJECT_SOURCE_DIR}/cmake/headers/${name}.h")
    target_compile_options(headers_${name} PRIVATE ${headers_options})
    foreach(kind gch pch)
        file(CONFIGURE OUTPUT "${PROJECT_BINARY_DIR}/CMakeFiles/headers_${name}.dir/cmake_pch.hxx.${kind}.sum"
            CONTENT "@headers_sum@\n" @ONLY)
    endforeach()
endfunction()

# flows_use_headers(<target> <name>): compiles the target's files with headers_<name>, where there is one.
function(flows_use_headers target name)
    if(TARGET headers_${name})
        target_precompile_headers(${target} REUSE_FROM headers_${name})
        target_compile_options(${target} PRIVATE ${headers_options})
    endif()
endfunction()

flows_headers_sum(headers_sum)
# ccache has to see the header in the preprocessed text, and a header without the time at which it was made.
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    set(headers_options -fpch-preprocess)
else()
    set(headers_options "SHELL:-Xclang -fno-pch-timestamp")
endif()
flows_headers(core Qt6::Core Qt6::Concurrent nlohmann_json::nlohmann_json)
if(FLOWS_FUZZ AND TARGET headers_core)
    target_compile_options(headers_core PRIVATE -fsanitize=fuzzer-no-link)
endif()
flows_headers(test Qt6::Core Qt6::Concurrent Qt6::Network Qt6::Test nlohmann_json::nlohmann_json)
if(NOT FLOWS_BELOW_WIDGETS)
    flows_headers(window Qt6::Concurrent Qt6::Network Qt6::Widgets nlohmann_json::nlohmann_json)
    flows_headers(windowtest Qt6::Concurrent Qt6::Network Qt6::Test Qt6::Widgets nlohmann_json::nlohmann_json)
endif()
