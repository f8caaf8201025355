#pragma once

#include "emulator/store/runstore.h"

// How a RunQuery becomes SQL; for RunStore alone.

namespace emulator {

//! The names in flow_roles that give a role on the flow's runs; empty for the roles of a run itself.
[[nodiscard]] QStringList grantingFlowRoles(RunRole role);
//! The columns to sort by, each once, the id last.
[[nodiscard]] QList<SortColumn> runOrder(const RunQuery &query);
[[nodiscard]] Conditions runConditions(const RunQuery &query, const QList<SortColumn> &order);
//! The cursor that continues behind this run.
[[nodiscard]] core::Json runCursor(const RunRecord &run, const QList<SortColumn> &order);

} // namespace emulator
