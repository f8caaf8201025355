#pragma once

#include "core/json.h"

#include <QList>
#include <QStringList>

#include <optional>

namespace flows {

//! When the service mails the owner of a run: each time the run's status becomes one of these. Checked when it is made;
//! one that exists can be sent. Source: flows-service.md 7.
class RunActivityNotificationPolicy
{
public:
    enum class Status { Inactive, Succeeded, Failed };

    //! No statuses are named: the service's default, a mail when the run becomes inactive.
    RunActivityNotificationPolicy() = default;
    //! Exactly these; an empty list: no mail ever. Repeated ones count once.
    explicit RunActivityNotificationPolicy(const QList<Status> &statuses);
    //! From the service's words. \returns nothing if one is not `INACTIVE`, `SUCCEEDED` or `FAILED`; case matters
    [[nodiscard]] static std::optional<RunActivityNotificationPolicy> fromWords(const QStringList &words);

    //! The statuses, nothing if the service decides.
    [[nodiscard]] const std::optional<QList<Status>> &statuses() const { return m_statuses; }
    [[nodiscard]] static QString word(Status status);
    //! `{}` or `{"status": […]}`.
    [[nodiscard]] core::Json toJson() const;

    bool operator==(const RunActivityNotificationPolicy &) const = default;

private:
    std::optional<QList<Status>> m_statuses;
};

} // namespace flows
