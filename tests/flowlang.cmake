# A second opinion on JSON Schema, for tst_schemaoracle alone.
find_package(valijson REQUIRED)

flows_tests(flowlang
    TESTS tst_definition tst_conditiontext tst_flowgraph tst_jsontext tst_jsonpath tst_choicerule tst_parameters
        tst_inputschema tst_schemaguards tst_schemaoracle
    SOURCES support/jsondata.h support/jsondata.cpp
    LIBRARIES fd_flowlang valijson)

# GCC 12 takes std::regex, which valijson uses, for uninitialised under the sanitizers.
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    set_source_files_properties(tst_schemaoracle.cpp PROPERTIES COMPILE_OPTIONS -Wno-maybe-uninitialized)
endif()
