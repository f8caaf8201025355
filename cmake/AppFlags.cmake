# One place for language level, warnings and sanitizers; every target links app_flags.
option(FLOWS_WERROR "Warnings are errors" OFF)
option(FLOWS_TESTS "Build the tests" ON)
option(FLOWS_BELOW_WIDGETS "Leave out the window and all that stands on it" OFF)
option(FLOWS_FUZZ "Build the libFuzzer targets (clang only)" OFF)
set(FLOWS_SANITIZE "" CACHE STRING "Value for -fsanitize=, for example address,undefined")

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)

find_program(FLOWS_CCACHE ccache)
if(FLOWS_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
    # Paths relative to the source tree, so that a fresh clone finds what another clone compiled; the sloppiness is what
    # ccache asks for before it takes files with a precompiled header.
    set(CMAKE_CXX_COMPILER_LAUNCHER "${CMAKE_COMMAND}" -E env "CCACHE_BASEDIR=${PROJECT_SOURCE_DIR}" CCACHE_NOHASHDIR=1
        CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime CCACHE_PCH_EXTSUM=1
        "${FLOWS_CCACHE}")
endif()

add_library(app_flags INTERFACE)
target_compile_features(app_flags INTERFACE cxx_std_20)
target_include_directories(app_flags INTERFACE "${PROJECT_SOURCE_DIR}/src")
target_compile_options(app_flags INTERFACE
    -Wall -Wextra -Wpedantic -Wshadow -Wold-style-cast -Woverloaded-virtual -Wnon-virtual-dtor
    "-ffile-prefix-map=${PROJECT_SOURCE_DIR}=." $<$<BOOL:${FLOWS_WERROR}>:-Werror>)
target_compile_definitions(app_flags INTERFACE
    QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_CAST_FROM_BYTEARRAY QT_NO_URL_CAST_FROM_STRING
    QT_NO_NARROWING_CONVERSIONS_IN_CONNECT QT_NO_KEYWORDS QT_NO_FOREACH QT_USE_QSTRINGBUILDER
    FLOWS_VERSION="${PROJECT_VERSION}")
if(FLOWS_SANITIZE)
    target_compile_options(app_flags INTERFACE "-fsanitize=${FLOWS_SANITIZE}" -fno-omit-frame-pointer
        -fno-sanitize-recover=undefined)
    target_link_options(app_flags INTERFACE "-fsanitize=${FLOWS_SANITIZE}")
endif()
find_program(FLOWS_LLD ld.lld)
if(FLOWS_LLD)
    target_link_options(app_flags INTERFACE -fuse-ld=lld)
endif()
