#pragma once

#include "core/json.h"
#include "flows/runactivitynotificationpolicy.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <optional>

namespace flows {

//! What is sent to start a run, or to have that checked. Source: flows-service.md F7.
struct RunRequest
{
    core::Json body = core::Json::object(); //!< the flow's input
    QString label;                          //!< at most 64 characters; empty: none
    QStringList tags;
    QStringList runManagers; //!< principal URNs, at most 16
    QStringList runMonitors; //!< principal URNs, at most 16
    //! Absent: the service's default, a mail when the run becomes inactive.
    std::optional<RunActivityNotificationPolicy> activityNotificationPolicy;
    core::Json additionalFields = core::Json::object(); //!< sent too, in place of a field of the same name

    bool operator==(const RunRequest &) const = default;
    //! The request's body; empty lists and texts are left out.
    [[nodiscard]] QByteArray toBytes() const;
};

//! Tags as the service keeps them: trimmed, inner blanks collapsed to one. Source: flows-service.md F7.
[[nodiscard]] QStringList normalisedTags(const QStringList &tags);

} // namespace flows
