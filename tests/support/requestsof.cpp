#include "support/requestsof.h"

namespace testsupport {

using core::Json;
using flows::Change;
using flows::RawJson;

namespace {

QStringList listOf(const Json &fields, const char *key)
{
    QStringList texts;
    if (const Json *list = core::member(fields, key)) {
        for (const Json &item : *list)
            texts.append(core::toQString(item.get<std::string>()));
    }
    return texts;
}

void set(const Json &fields, const char *key, Change<QString> &change)
{
    const Json *value = core::member(fields, key);
    if (value == nullptr)
        return;
    if (value->is_null())
        change = nullptr;
    else
        change = core::stringMember(fields, key);
}

void set(const Json &fields, const char *key, Change<QStringList> &change)
{
    if (core::member(fields, key) != nullptr)
        change = listOf(fields, key);
}

void set(const Json &fields, const char *key, Change<RawJson> &change)
{
    if (core::member(fields, key) != nullptr)
        change = rawOf(fields, key);
}

//! What creation and update have in common.
template<typename Request>
void setCommon(const Json &fields, Request &request)
{
    set(fields, "subtitle", request.subtitle);
    set(fields, "description", request.description);
    set(fields, "flow_viewers", request.flowViewers);
    set(fields, "flow_starters", request.flowStarters);
    set(fields, "flow_administrators", request.flowAdministrators);
    set(fields, "run_managers", request.runManagers);
    set(fields, "run_monitors", request.runMonitors);
    set(fields, "keywords", request.keywords);
    set(fields, "subscription_id", request.subscriptionId);
    set(fields, "authentication_policy_id", request.authenticationPolicyId);
}

} // namespace

RawJson rawOf(const Json &fields, const char *key)
{
    const Json *value = core::member(fields, key);
    return value != nullptr ? RawJson(core::toBytes(*value)) : RawJson();
}

flows::NewFlow newFlowOf(const Json &fields)
{
    flows::NewFlow flow;
    flow.title = core::stringMember(fields, "title");
    flow.definition = rawOf(fields, "definition");
    flow.inputSchema = rawOf(fields, "input_schema");
    setCommon(fields, flow);
    return flow;
}

flows::FlowUpdate flowUpdateOf(const Json &fields)
{
    flows::FlowUpdate update;
    set(fields, "title", update.title);
    set(fields, "definition", update.definition);
    set(fields, "input_schema", update.inputSchema);
    set(fields, "flow_owner", update.flowOwner);
    setCommon(fields, update);
    return update;
}

flows::RunRequest runRequestOf(const Json &fields)
{
    flows::RunRequest request;
    if (const Json *body = core::member(fields, "body"))
        request.body = *body;
    request.label = core::stringMember(fields, "label");
    request.tags = listOf(fields, "tags");
    request.runManagers = listOf(fields, "run_managers");
    request.runMonitors = listOf(fields, "run_monitors");
    if (const Json *policy = core::member(fields, "activity_notification_policy"))
        request.activityNotificationPolicy = flows::RunActivityNotificationPolicy::fromWords(listOf(*policy, "status"));
    return request;
}

flows::RunUpdate runUpdateOf(const Json &fields)
{
    flows::RunUpdate update;
    set(fields, "label", update.label);
    set(fields, "tags", update.tags);
    set(fields, "run_monitors", update.runMonitors);
    set(fields, "run_managers", update.runManagers);
    return update;
}

} // namespace testsupport
