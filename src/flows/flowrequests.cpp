#include "flows/flowrequests.h"

#include "flows/jsonfields.h"

namespace flows {

namespace {

std::optional<core::ApiError> notAnObject(const char *name, const RawJson &json)
{
    if (isJsonObject(json))
        return {};
    return core::ApiError(core::ApiError::Kind::Validation,
                          QStringLiteral("%1 is not a JSON object").arg(QLatin1String(name)));
}

//! A field that may also be left alone or null.
std::optional<core::ApiError> notAnObject(const char *name, const Change<RawJson> &change)
{
    return change.isSet() && !change.isNull() ? notAnObject(name, change.value()) : std::nullopt;
}

} // namespace

QByteArray NewFlow::toBytes() const
{
    JsonFields fields;
    fields.put("title", title);
    fields.put("definition", definition);
    fields.put("input_schema", inputSchema.isEmpty() ? RawJson("{}") : inputSchema);
    fields.put("subtitle", subtitle);
    fields.put("description", description);
    fields.put("flow_viewers", flowViewers);
    fields.put("flow_starters", flowStarters);
    fields.put("flow_administrators", flowAdministrators);
    fields.put("run_managers", runManagers);
    fields.put("run_monitors", runMonitors);
    fields.put("keywords", keywords);
    fields.put("subscription_id", subscriptionId);
    fields.put("authentication_policy_id", authenticationPolicyId);
    fields.merge(additionalFields);
    return fields.toBytes();
}

std::optional<core::ApiError> NewFlow::problem() const
{
    return validateFlowProblem(definition, inputSchema);
}

QByteArray FlowUpdate::toBytes() const
{
    JsonFields fields;
    fields.put("title", title);
    fields.put("definition", definition);
    fields.put("input_schema", inputSchema);
    fields.put("subtitle", subtitle);
    fields.put("description", description);
    fields.put("flow_owner", flowOwner);
    fields.put("flow_viewers", flowViewers);
    fields.put("flow_starters", flowStarters);
    fields.put("flow_administrators", flowAdministrators);
    fields.put("run_managers", runManagers);
    fields.put("run_monitors", runMonitors);
    fields.put("keywords", keywords);
    fields.put("subscription_id", subscriptionId);
    fields.put("authentication_policy_id", authenticationPolicyId);
    fields.merge(additionalFields);
    return fields.toBytes();
}

std::optional<core::ApiError> FlowUpdate::problem() const
{
    auto problem = notAnObject("definition", definition);
    return problem ? problem : notAnObject("input_schema", inputSchema);
}

QByteArray validateFlowBody(const RawJson &definition, const RawJson &inputSchema)
{
    JsonFields fields;
    fields.put("definition", definition);
    if (!inputSchema.isEmpty())
        fields.put("input_schema", inputSchema);
    return fields.toBytes();
}

std::optional<core::ApiError> validateFlowProblem(const RawJson &definition, const RawJson &inputSchema)
{
    auto problem = notAnObject("definition", definition);
    return problem || inputSchema.isEmpty() ? problem : notAnObject("input_schema", inputSchema);
}

} // namespace flows
