#include "emulator/routes/documents.h"

#include "core/ids.h"
#include "core/textlist.h"
#include "emulator/auth/credentials.h"
#include "emulator/routes/documentparts.h"
#include "emulator/routes/privacy.h"

using namespace Qt::StringLiterals;
using core::Json;
using core::toStd;

namespace emulator::routes {

namespace {

//! A list twice: under its name and under the one of the action-provider interface.
void addTwice(Json &document, const char *name, const char *alias, const Json &value)
{
    document[name] = value;
    document[alias] = value;
}

void addRoleLists(Json &document, const FlowRecord &flow, bool visible)
{
    const auto shown = [visible](const QStringList &principals) {
        return core::toJson(visible ? principals : QStringList());
    };
    document["flow_viewers"] = shown(flow.viewers);
    document["flow_starters"] = shown(flow.starters);
    document["flow_administrators"] = shown(flow.administrators);
    for (const char *alias : {"visible_to", "runnable_by", "administered_by"})
        document[alias] = Json::array(); // always, in all that the service was seen to send
    document["run_managers"] = shown(flow.runManagers);
    document["run_monitors"] = shown(flow.runMonitors);
}

} // namespace

Json flowDocument(const FlowRecord &flow, const QList<FlowRole> &roles, Place place)
{
    const bool administers = mayAdministerFlow(roles);
    const bool assured = !flow.authenticationPolicyId.isEmpty();
    const bool veiled = assured && place == Place::List;
    const QString url = u"https://flows.globus.org/flows/"_s % flow.id;
    Json document = Json::object();
    document["id"] = toStd(flow.id);
    document["title"] = toStd(flow.title);
    document["subtitle"] = toStd(flow.subtitle);
    document["description"] = toStd(flow.description);
    document["keywords"] = core::toJson(flow.keywords);
    document["definition"] = veiled        ? Json()
                             : administers ? flow.definition
                                           : withoutPrivateParameters(flow.definition);
    if (!flow.inputSchema.is_null())
        document["input_schema"] = veiled ? Json() : flow.inputSchema;
    document["globus_auth_scope"] = toStd(core::flowUserScope(flow.id));
    document["globus_auth_username"] = toStd(auth::clientUsername(flow.id));
    document["principal_urn"] = toStd(core::identityUrn(flow.id));
    addTwice(document, "flow_owner", "created_by", toStd(flow.owner));
    addRoleLists(document, flow, administers);
    document["created_at"] = moment(flow.createdAt);
    document["updated_at"] = moment(flow.updatedAt);
    if (flow.deletedAt.isValid())
        document["deleted_at"] = moment(flow.deletedAt);
    document["user_role"] = toStd(userRole(roles));
    document["user_roles"] = names(roles);
    document["subscription_id"] = textOrNull(flow.subscriptionId);
    document["authentication_policy_id"] = textOrNull(flow.authenticationPolicyId);
    document["is_high_assurance"] = assured;
    addTwice(document, "flow_url", "action_url", toStd(url));
    document["synchronous"] = false;
    document["log_supported"] = true;
    document["types"] = Json::array({"Action"});
    document["api_version"] = "1.0";
    return document;
}

Json runDocument(const RunRecord &run, const FlowRecord *flow, const QList<RunRole> &roles, Place place)
{
    const bool manages = mayManageRun(roles);
    const bool veiled = place == Place::List && flow && !flow->authenticationPolicyId.isEmpty();
    Json document = Json::object();
    addTwice(document, "run_id", "action_id", toStd(run.id));
    document["flow_id"] = toStd(run.flowId);
    document["flow_title"] = toStd(run.flowTitle);
    document["flow_last_updated"] = moment(run.flowLastUpdated);
    if (flow && flow->deletedAt.isValid())
        document["flow_deleted_at"] = moment(flow->deletedAt);
    document["start_time"] = moment(run.startTime);
    if (run.completionTime.isValid())
        document["completion_time"] = moment(run.completionTime);
    document["label"] = textOrNull(run.label);
    document["tags"] = core::toJson(run.tags);
    document["status"] = toStd(run.status);
    document["display_status"] = toStd(run.displayStatus);
    document["details"] = veiled ? Json() : run.details;
    addTwice(document, "run_owner", "created_by", toStd(run.owner));
    addTwice(document, "run_managers", "manage_by", core::toJson(manages ? run.managers : QStringList()));
    addTwice(document, "run_monitors", "monitor_by", core::toJson(manages ? run.monitors : QStringList()));
    document["user_role"] = toStd(userRole(roles));
    document["user_roles"] = names(roles);
    document["blocking_web_input_id"] = textOrNull(run.blockingWebInputId);
    return document;
}

Json flowEmbed(const FlowRecord &flow)
{
    Json document = Json::object();
    document["id"] = toStd(flow.id);
    addTwice(document, "flow_owner", "created_by", toStd(flow.owner));
    document["created_at"] = moment(flow.createdAt);
    document["updated_at"] = moment(flow.updatedAt);
    if (flow.deletedAt.isValid())
        document["deleted_at"] = moment(flow.deletedAt);
    document["title"] = toStd(flow.title);
    document["subtitle"] = toStd(flow.subtitle);
    document["description"] = toStd(flow.description);
    document["keywords"] = core::toJson(flow.keywords);
    document["globus_auth_scope"] = toStd(core::flowUserScope(flow.id));
    return document;
}

Json logEntryDocument(const LogEntry &entry)
{
    Json document = Json::object();
    document["time"] = moment(entry.time);
    document["code"] = toStd(entry.code);
    document["description"] = toStd(entry.description);
    document["details"] = entry.details;
    return document;
}

} // namespace emulator::routes
