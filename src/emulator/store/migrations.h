#pragma once

namespace emulator {

class Database;

//! The format that this program writes; kept in the file as `user_version`.
[[nodiscard]] int latestVersion();

//! Brings the tables to the latest version, one numbered step a transaction. Throws StoreError; what was done before
//! the step that failed stays.
void migrate(Database &database);

} // namespace emulator
