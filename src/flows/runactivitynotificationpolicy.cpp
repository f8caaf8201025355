#include "flows/runactivitynotificationpolicy.h"

namespace flows {

using Status = RunActivityNotificationPolicy::Status;

namespace {

std::optional<Status> statusOf(const QString &word)
{
    for (const Status status : {Status::Inactive, Status::Succeeded, Status::Failed}) {
        if (word == RunActivityNotificationPolicy::word(status))
            return status;
    }
    return {};
}

} // namespace

RunActivityNotificationPolicy::RunActivityNotificationPolicy(const QList<Status> &statuses)
    : m_statuses(QList<Status>())
{
    for (const Status status : statuses) {
        if (!m_statuses->contains(status))
            m_statuses->append(status);
    }
}

std::optional<RunActivityNotificationPolicy> RunActivityNotificationPolicy::fromWords(const QStringList &words)
{
    QList<Status> statuses;
    for (const QString &word : words) {
        const auto status = statusOf(word);
        if (!status)
            return {};
        statuses.append(*status);
    }
    return RunActivityNotificationPolicy(statuses);
}

QString RunActivityNotificationPolicy::word(Status status)
{
    switch (status) {
    case Status::Inactive:
        return QStringLiteral("INACTIVE");
    case Status::Succeeded:
        return QStringLiteral("SUCCEEDED");
    case Status::Failed:
        return QStringLiteral("FAILED");
    }
    return {};
}

core::Json RunActivityNotificationPolicy::toJson() const
{
    core::Json policy = core::Json::object();
    if (!m_statuses)
        return policy;
    core::Json words = core::Json::array();
    for (const Status status : *m_statuses)
        words.push_back(core::toStd(word(status)));
    policy["status"] = std::move(words);
    return policy;
}

} // namespace flows
