#pragma once

#include "emulator/store/runstore.h"

// How a RunQuery becomes SQL; for RunStore alone.

namespace emulator {

//! The names in flow_roles that give a role on the flow's runs; empty for the roles of a run itself.
[[nodiscard]] QStringList grantingFlowRoles(RunRole role);
//! The columns to sort by, each once, the id last.
[[nodiscard]] QList<SortColumn> runOrder(const RunQuery &query);
//! \param byRoles  begin with the runs that the roles give, which are few; else each run is asked for its roles
[[nodiscard]] Conditions runConditions(const RunQuery &query, const QList<SortColumn> &order, bool byRoles);
//! Whether the roles of the query give no more than a thousand runs. Throws StoreError.
[[nodiscard]] bool givesFewRuns(const RunQuery &query, const Database &database);
//! The cursor that continues behind this run.
[[nodiscard]] core::Json runCursor(const RunRecord &run, const QList<SortColumn> &order);

} // namespace emulator
