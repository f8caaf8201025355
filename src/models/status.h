#pragma once

#include "flows/run.h"
#include "models/enums.h"

#include <QStringList>

namespace models {

//! What the service's words mean.
//! \param status       `ACTIVE`, `SUCCEEDED`, `FAILED`, `INACTIVE`, …; anything else is Other
//! \param failureCode  code of a failed run's details; `FlowCanceled` makes Cancelled
//! \param waitsForUser a web input of this run waits for somebody
[[nodiscard]] StatusKind statusKind(QStringView status, QStringView failureCode = {}, bool waitsForUser = false);
[[nodiscard]] StatusKind statusKind(const flows::Run &run);

//! The word that is shown, translated. For Other it is `itself` (the service's own word), or "Unknown" if that is
//! empty.
[[nodiscard]] QString statusWord(StatusKind kind, const QString &itself = {});
[[nodiscard]] QString statusWord(const flows::Run &run);

//! The statuses that lists of runs are filtered by, as the service writes them, in the order in which they are shown:
//! what goes on or waits first. `ENDED` is none of them: no run was ever seen in it.
[[nodiscard]] const QStringList &listedStatuses();

} // namespace models
