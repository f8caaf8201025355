#pragma once

#include "core/json.h"
#include "emulator/store/runstore.h"
#include "emulator/store/webinputstore.h"

namespace emulator::routes {

//! A web input as somebody with these roles sees it. Source: flows-service.md 2.1.5.
[[nodiscard]] core::Json webInputDocument(const WebInputRecord &input, const RunRecord &run,
                                          const QList<WebInputRole> &roles);
//! What lists show of it.
[[nodiscard]] core::Json webInputSummary(const WebInputRecord &input, const RunRecord &run,
                                         const QList<WebInputRole> &roles);

} // namespace emulator::routes
