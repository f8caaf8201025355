#include "flows/run.h"

#include "core/clock.h"
#include "flows/reading.h"

namespace flows {

namespace {

FlowEmbed embedOf(const core::Json &flow)
{
    FlowEmbed embed;
    embed.id = core::stringMember(flow, "id");
    embed.title = core::stringMember(flow, "title");
    embed.subtitle = core::stringMember(flow, "subtitle");
    embed.description = core::stringMember(flow, "description");
    embed.flowOwner = core::stringMember(flow, "flow_owner");
    embed.createdBy = core::stringMember(flow, "created_by");
    embed.globusAuthScope = core::stringMember(flow, "globus_auth_scope");
    embed.keywords = listMember(flow, "keywords");
    embed.createdAt = timeMember(flow, "created_at");
    embed.updatedAt = timeMember(flow, "updated_at");
    embed.deletedAt = timeMember(flow, "deleted_at");
    return embed;
}

} // namespace

RunStatus runStatusOf(QStringView text)
{
    if (text == QLatin1String("ACTIVE"))
        return RunStatus::Active;
    if (text == QLatin1String("INACTIVE"))
        return RunStatus::Inactive;
    if (text == QLatin1String("SUCCEEDED"))
        return RunStatus::Succeeded;
    if (text == QLatin1String("FAILED"))
        return RunStatus::Failed;
    if (text == QLatin1String("ENDED"))
        return RunStatus::Ended;
    return RunStatus::Unknown;
}

QString runStatusText(RunStatus status)
{
    switch (status) {
    case RunStatus::Active:
        return QStringLiteral("ACTIVE");
    case RunStatus::Inactive:
        return QStringLiteral("INACTIVE");
    case RunStatus::Succeeded:
        return QStringLiteral("SUCCEEDED");
    case RunStatus::Failed:
        return QStringLiteral("FAILED");
    case RunStatus::Ended:
        return QStringLiteral("ENDED");
    case RunStatus::Unknown:
        break;
    }
    return {};
}

QString Run::statusText() const
{
    if (status != RunStatus::Unknown)
        return runStatusText(status);
    return textIn(raw, "status");
}

QString Run::blockingWebInputId() const
{
    return waitsForAnswer ? textIn(raw, "blocking_web_input_id") : QString();
}

bool Run::isTerminal() const
{
    return status == RunStatus::Succeeded || status == RunStatus::Failed || status == RunStatus::Ended;
}

bool Run::isCancelled() const
{
    return status == RunStatus::Failed && wasCancelled;
}

qint64 Run::durationMs(const QDateTime &now) const
{
    if (!startTime.isValid() || (isTerminal() && !completionTime.isValid()))
        return -1; // nobody said how long it took
    return qMax<qint64>(0, startTime.msecsTo(completionTime.isValid() ? completionTime : now));
}

RunExtras Run::extras() const
{
    RunExtras extras;
    const auto document = raw.json();
    if (!document)
        return extras;
    extras.displayStatus = core::stringMember(*document, "display_status");
    extras.flowLastUpdated = timeMember(*document, "flow_last_updated");
    extras.flowDeletedAt = timeMember(*document, "flow_deleted_at");
    extras.runManagers = listMember(*document, "run_managers");
    extras.runMonitors = listMember(*document, "run_monitors");
    extras.userRoles = listMember(*document, "user_roles");
    extras.userRole = core::stringMember(*document, "user_role");
    if (extras.userRoles.isEmpty() && !extras.userRole.isEmpty())
        extras.userRoles = {extras.userRole};
    if (const core::Json *search = core::member(*document, "search"))
        extras.searchTaskId = core::stringMember(*search, "task_id");
    extras.actionId = core::stringMember(*document, "action_id");
    extras.createdBy = core::stringMember(*document, "created_by");
    extras.manageBy = listMember(*document, "manage_by");
    extras.monitorBy = listMember(*document, "monitor_by");
    const core::Json *flow = core::member(*document, "flow_description");
    if (flow != nullptr && flow->is_object())
        extras.flowDescription = embedOf(*flow);
    return extras;
}

void Run::detach()
{
    const RawJson before = raw;
    raw.detach();
    details = details.rebased(before, raw);
}

} // namespace flows
