#pragma once

#include "emulator/store/runstore.h"

// How a RunQuery becomes SQL; for RunStore alone.

namespace emulator {

//! The names in flow_roles that give a role on the flow's runs; empty for the roles of a run itself.
[[nodiscard]] QStringList grantingFlowRoles(RunRole role);
//! Who has which role on which run.
[[nodiscard]] const RoleTable &runRoleTable();
[[nodiscard]] SortOrder<RunRecord> runOrder(const RunQuery &query);
//! The ids of the runs of a page, from narrow indexes alone. \param byRoles  begin with the runs that the roles give,
//! which are few; else each run is asked for its roles
[[nodiscard]] ListSql runIdsSql(const RunQuery &query, bool byRoles);
//! Whether the roles of the query give no more than a thousand runs. Throws StoreError.
[[nodiscard]] bool givesFewRuns(const RunQuery &query, const Database &database);

} // namespace emulator
