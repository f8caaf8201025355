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

//! The body with what a creation and an update say alike.
template<typename Request>
QByteArray finished(JsonFields &fields, const Request &request)
{
    fields.put("subtitle", request.subtitle);
    fields.put("description", request.description);
    fields.put("flow_viewers", request.flowViewers);
    fields.put("flow_starters", request.flowStarters);
    fields.put("flow_administrators", request.flowAdministrators);
    fields.put("run_managers", request.runManagers);
    fields.put("run_monitors", request.runMonitors);
    fields.put("keywords", request.keywords);
    fields.put("subscription_id", request.subscriptionId);
    fields.put("authentication_policy_id", request.authenticationPolicyId);
    fields.merge(request.additionalFields);
    return fields.toBytes();
}

} // namespace

QByteArray NewFlow::toBytes() const
{
    JsonFields fields;
    fields.put("title", title);
    fields.put("definition", definition);
    fields.put("input_schema", inputSchema.isEmpty() ? RawJson("{}") : inputSchema);
    return finished(fields, *this);
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
    fields.put("flow_owner", flowOwner);
    return finished(fields, *this);
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
