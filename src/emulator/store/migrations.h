#pragma once

namespace emulator {

class Database;

//! The format that this program writes; kept in the file as `user_version`.
[[nodiscard]] int latestVersion();

//! Brings the tables to the latest version, by all numbered steps that they lack or by none of them. Throws StoreError.
void migrate(Database &database);

} // namespace emulator
