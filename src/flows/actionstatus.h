#pragma once

#include "flows/run.h"

#include <QDateTime>
#include <QString>
#include <QStringList>

namespace flows {

//! What an action provider says of one action, inside a run's details and its log. Everything may be absent. Times are
//! UTC. Source: flows-service.md 2.1.3.
struct ActionStatus
{
    QString actionId; //!< the provider's own, opaque
    RunStatus status = RunStatus::Unknown;
    QString statusText;    //!< as sent
    QString displayStatus; //!< free text for people
    RawJson details;       //!< the provider's own; empty if absent
    QString creatorId;     //!< a principal URN
    QDateTime startTime;
    QDateTime completionTime;
    QString label;
    QStringList manageBy;
    QStringList monitorBy;
    QString releaseAfter; //!< an ISO 8601 duration (`P30D`), or empty
    QString stateName;    //!< the state that started the action
    RawJson raw;          //!< the whole document, written anew

    bool operator==(const ActionStatus &) const = default;
    [[nodiscard]] static ActionStatus from(const core::Json &document);
};

} // namespace flows
