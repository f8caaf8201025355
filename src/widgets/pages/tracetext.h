#pragma once

#include "flows/rawjson.h"
#include "widgets/diagram/runoverlay.h"
#include "widgets/theme/statusstyle.h"

#include <QDateTime>
#include <QList>
#include <QString>

namespace models {
class RunTrace;
}

namespace widgets {

//! One visit of a state as the inspector shows it.
struct VisitText
{
    flows::RawJson input;  //!< empty if the log names none
    flows::RawJson output; //!< empty while there is none; of a failed visit the provider's answer, if it is a document
    QString cause;         //!< why it failed, for people; empty if it did not
    RunStatusKind status = RunStatusKind::Other;
};

//! The visits of a state, oldest first; with an empty name the run as a whole, as one visit.
[[nodiscard]] QList<VisitText> visitsOf(const QString &state, const models::RunTrace &trace);

//! What the diagram shows of a run at `now`.
[[nodiscard]] RunOverlay overlayOf(const models::RunTrace &trace, const QDateTime &now);

} // namespace widgets
