#pragma once

#include "flows/run.h"
#include "models/enums.h"

namespace models {

//! NeedsYou also for a run that waits for a web input.
[[nodiscard]] StatusKind statusKind(const flows::Run &run);
//! The word that is shown; for Other the service's own word.
[[nodiscard]] QString statusWord(const flows::Run &run);

} // namespace models
