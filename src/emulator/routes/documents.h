#pragma once

#include "core/json.h"
#include "emulator/routes/roles.h"
#include "emulator/store/records.h"

namespace emulator::routes {

//! Whether a document stands alone or in a list, which leaves out what a policy protects.
enum class Place { Alone, List };

//! A flow as somebody with these roles sees it. Source: flows-service.md 2.1.1.
[[nodiscard]] core::Json flowDocument(const FlowRecord &flow, const QList<FlowRole> &roles, Place place);
//! A run as somebody with these roles sees it. \param flow  its flow, or null. Source: flows-service.md 2.1.2.
[[nodiscard]] core::Json runDocument(const RunRecord &run, const FlowRecord *flow, const QList<RunRole> &roles,
                                     Place place);
//! `flow_description` of a run. Source: flows-service.md 2.1.2.
[[nodiscard]] core::Json flowEmbed(const FlowRecord &flow);
//! One entry of a run's log. Source: flows-service.md 2.1.4.
[[nodiscard]] core::Json logEntryDocument(const LogEntry &entry);

} // namespace emulator::routes
