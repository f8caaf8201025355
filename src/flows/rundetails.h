#pragma once

#include "flows/actionstatus.h"
#include "net/gare.h"

#include <QDateTime>
#include <QList>
#include <QString>

#include <optional>

namespace flows {

//! The `details` of a run, in whichever of their shapes they came. Everything may be absent. Source: flows-service.md
//! 4.3.
struct RunDetails
{
    QDateTime time;
    QString code; //!< `FlowStarting`, `FlowSucceeded`, `ConsentRequired`, …
    QString description;
    QString stateName; //!< here or one level down; so are the next five
    QString stateType;
    QString exception;
    QString cause;                   //!< text first of all; anything else as its JSON text
    RawJson input;                   //!< of the run or of the state
    RawJson output;                  //!< of a run that succeeded: its final payload
    QString requiredScope;           //!< of ConsentRequired: a scope string with dependencies
    RawJson authorizationParameters; //!< of AuthorizationParameters: what a session must satisfy
    //! Both of these as one: what a sign-in has to bring before the run can be resumed.
    std::optional<net::Gare> requirements;
    QList<ActionStatus> actionStatuses;

    bool operator==(const RunDetails &) const = default;
    //! \returns nothing if there are no details: in lists of high assurance flows
    [[nodiscard]] static std::optional<RunDetails> of(const Run &run);
};

} // namespace flows
