#include "flows/run.h"

#include "core/clock.h"
#include "flows/reading.h"

namespace flows {

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

bool Run::isTerminal() const
{
    return status == RunStatus::Succeeded || status == RunStatus::Failed || status == RunStatus::Ended;
}

bool Run::isCancelled() const
{
    return status == RunStatus::Failed && detailsCode == QLatin1String("FlowCanceled");
}

qint64 Run::durationMs(const QDateTime &now) const
{
    if (!startTime.isValid())
        return -1;
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
    if (extras.userRoles.isEmpty() && !core::stringMember(*document, "user_role").isEmpty())
        extras.userRoles = {core::stringMember(*document, "user_role")};
    if (const core::Json *search = core::member(*document, "search"))
        extras.searchTaskId = core::stringMember(*search, "task_id");
    const core::Json *flow = core::member(*document, "flow_description");
    if (flow != nullptr && flow->is_object()) {
        extras.flowDescription =
            FlowEmbed{core::stringMember(*flow, "id"),         core::stringMember(*flow, "title"),
                      core::stringMember(*flow, "subtitle"),   core::stringMember(*flow, "description"),
                      core::stringMember(*flow, "flow_owner"), listMember(*flow, "keywords"),
                      timeMember(*flow, "created_at"),         timeMember(*flow, "updated_at"),
                      timeMember(*flow, "deleted_at")};
    }
    return extras;
}

void Run::detach()
{
    const RawJson before = raw;
    raw.detach();
    details = details.rebased(before, raw);
}

} // namespace flows
