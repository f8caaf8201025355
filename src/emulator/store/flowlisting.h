#pragma once

#include "emulator/store/flowstore.h"

// How a FlowQuery becomes SQL; for FlowStore alone.

namespace emulator {

//! Who has which role on which flow.
[[nodiscard]] const RoleTable &flowRoleTable();
[[nodiscard]] SortOrder<FlowRecord> flowOrder(const FlowQuery &query);
//! \param columns  that are to be read
[[nodiscard]] ListSql flowListSql(const FlowQuery &query, const QString &columns);

} // namespace emulator
