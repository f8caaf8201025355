#pragma once

#include "widgets/theme/statusstyle.h"

#include <QHash>
#include <QPair>
#include <QSet>
#include <QString>

namespace widgets {

//! What a run did in one state.
struct StateOverlay
{
    RunStatusKind status = RunStatusKind::Other; //!< of the last visit
    int visits = 0;
    qint64 milliseconds = 0; //!< spent in all visits together
    bool isCurrent = false;  //!< the run is here now

    bool operator==(const StateOverlay &) const = default;
};

//! What a run did in a flow, as far as it is known at one moment. A state that is not named here was not reached.
struct RunOverlay
{
    QHash<QString, StateOverlay> states;       //!< by state name
    QSet<QPair<QString, QString>> transitions; //!< taken, from state to state

    //! \returns null if the state was not reached.
    [[nodiscard]] const StateOverlay *state(const QString &name) const;
    bool operator==(const RunOverlay &) const = default;
};

//! What stands beside a box: `×3 · 1 m 12 s`. Visits are told from two on, times from a tenth of a second on; may be
//! empty.
[[nodiscard]] QString annotationText(const StateOverlay &state);

//! The status of a state as a word: `Succeeded`, …, `Not reached` for null.
[[nodiscard]] QString stateStatusWord(const StateOverlay *state);

} // namespace widgets
