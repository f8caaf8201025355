flows_tests(emulator_core
    TESTS tst_emulatordatabase tst_emulatorstores tst_emulatorlisting tst_enginestates tst_enginecatch tst_enginelimits
        tst_engineactions tst_engineconsents tst_engineruns tst_enginekill tst_hostiledefinitions
        tst_emulatorplans
    SOURCES support/enginebench.cpp support/foldercollections.cpp support/ranflow.cpp
    LIBRARIES fd_emulator)

add_executable(emulator_engine_child support/enginechild.cpp)
target_include_directories(emulator_engine_child PRIVATE "${PROJECT_SOURCE_DIR}/tests")
target_link_libraries(emulator_engine_child PRIVATE app_flags fd_emulator)
add_dependencies(test_emulator_core emulator_engine_child)

add_test(NAME emulator_core.tst_enginekill_long COMMAND test_emulator_core tst_enginekill)
get_test_property(emulator_core.tst_enginekill ENVIRONMENT environment)
set_tests_properties(emulator_core.tst_enginekill_long PROPERTIES
    ENVIRONMENT "${environment};FLOWS_TEST_KILLS=50" LABELS long TIMEOUT 600)
