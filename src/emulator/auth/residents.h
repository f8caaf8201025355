#pragma once

#include <QString>

namespace emulator {
class Database;
}

namespace emulator::auth {

// The people of every emulator, with the same ids in each, so that roles and approvals can be tried.

[[nodiscard]] QString ownerIdentityId();    //!< owner@emulator
[[nodiscard]] QString starterIdentityId();  //!< starter@emulator
[[nodiscard]] QString approverIdentityId(); //!< approver@emulator
//! Operators@emulator: starter@emulator is a member, approver@emulator its manager; owner@emulator is not in it.
[[nodiscard]] QString operatorsGroupId();

//! Adds whoever of them is missing. A person or a group that was changed in the store stays as it is.
//! Throws StoreError.
void ensureResidents(Database &database);

} // namespace emulator::auth
