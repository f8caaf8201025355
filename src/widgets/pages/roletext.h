#pragma once

#include "flows/run.h"
#include "widgets/theme/statusstyle.h"

#include <QString>
#include <QStringList>

namespace widgets {

//! The strongest of a person's roles on a flow, in words: `Owner`, `Administrator`, `Starter`, `Viewer`, …; empty if
//! none is known. Both spellings of the service are read. Source: flows-service.md 2.1.1.
[[nodiscard]] QString flowRoleText(const QStringList &roles);
//! May start runs: starter, administrator, owner. Source: flows-service.md 5.1.
[[nodiscard]] bool mayStart(const QStringList &roles);

//! The status of a run as it is shown.
[[nodiscard]] RunStatusKind statusKind(const flows::Run &run);
//! The word beside it.
[[nodiscard]] QString statusText(const flows::Run &run);

//! A principal URN for people: `you`, else the identity's or group's id.
[[nodiscard]] QString principalText(const QString &urn, const QString &ownUrn);

} // namespace widgets
