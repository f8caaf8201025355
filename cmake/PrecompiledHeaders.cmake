# Half of a file's compile time goes into the headers of Qt and nlohmann's JSON; they are read once for each kind of target:
#   headers_core        the layers below the window      headers_window       the window, the tour, the program
#   headers_test        tests of the former              headers_windowtest   tests of the latter
# Each is made with the definitions that its users share: GCC takes a header only for users who define at least those, and
# for tests exactly those. Files still include what they use: preset tidy compiles without and finds what is missing.
option(FLOWS_PRECOMPILE "Use precompiled headers (GCC only)" ON)

function(flows_headers name)
    if(NOT FLOWS_PRECOMPILE OR NOT CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
        return()
    endif()
    add_library(headers_${name} OBJECT EXCLUDE_FROM_ALL "${PROJECT_SOURCE_DIR}/cmake/headers/empty.cpp")
    set_target_properties(headers_${name} PROPERTIES AUTOMOC OFF AUTOUIC OFF)
    target_link_libraries(headers_${name} PRIVATE app_flags ${ARGN})
    target_precompile_headers(headers_${name} PRIVATE "${PROJECT_SOURCE_DIR}/cmake/headers/${name}.h")
    # ccache then knows which header a file was compiled with.
    target_compile_options(headers_${name} PRIVATE -fpch-preprocess)
endfunction()

# flows_use_headers(<target> <name>): compiles the target's files with headers_<name>, where there is one.
function(flows_use_headers target name)
    if(TARGET headers_${name})
        target_precompile_headers(${target} REUSE_FROM headers_${name})
        target_compile_options(${target} PRIVATE -fpch-preprocess)
    endif()
endfunction()

flows_headers(core Qt6::Core Qt6::Concurrent nlohmann_json::nlohmann_json)
flows_headers(test Qt6::Core Qt6::Concurrent Qt6::Network Qt6::Test nlohmann_json::nlohmann_json)
if(NOT FLOWS_BELOW_WIDGETS)
    flows_headers(window Qt6::Concurrent Qt6::Network Qt6::Widgets nlohmann_json::nlohmann_json)
    flows_headers(windowtest Qt6::Concurrent Qt6::Network Qt6::Test Qt6::Widgets nlohmann_json::nlohmann_json)
endif()
