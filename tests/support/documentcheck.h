#pragma once

#include "core/json.h"
#include "flows/flow.h"
#include "flows/run.h"
#include "flows/runlog.h"

namespace testsupport {

// Compare a document with the JSON it was read from, field by field. \returns the first difference as text, empty if
// everything that was sent is found.
[[nodiscard]] QString mismatch(const flows::Flow &flow, const core::Json &sent);
[[nodiscard]] QString mismatch(const flows::Run &run, const core::Json &sent);
[[nodiscard]] QString mismatch(const flows::RunLogEntry &entry, const core::Json &sent);
[[nodiscard]] QString mismatch(const flows::RunDefinition &definition, const core::Json &sent);

} // namespace testsupport
