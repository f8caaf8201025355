#include "flows/registeredapirequests.h"

#include "flows/jsonfields.h"

namespace flows {

namespace {

void putRoles(JsonFields &fields, const RegisteredApiRoleChanges &changes)
{
    if (changes == RegisteredApiRoleChanges())
        return;
    JsonFields roles;
    roles.put("owners", changes.owners);
    roles.put("administrators", changes.administrators);
    roles.put("viewers", changes.viewers);
    fields.put("roles", RawJson(roles.toBytes()));
}

core::ApiError noTarget()
{
    return core::ApiError(core::ApiError::Kind::Validation, QStringLiteral("target is not a JSON object"));
}

//! A creation and an update have the same members.
template<typename Request>
QByteArray bytesOf(const Request &request)
{
    JsonFields fields;
    fields.put("name", request.name);
    fields.put("description", request.description);
    fields.put("target", request.target);
    putRoles(fields, request.roles);
    fields.put("subscription_id", request.subscriptionId);
    fields.merge(request.additionalFields);
    return fields.toBytes();
}

} // namespace

QByteArray NewRegisteredApi::toBytes() const
{
    return bytesOf(*this);
}

std::optional<core::ApiError> NewRegisteredApi::problem() const
{
    return isJsonObject(target) ? std::nullopt : std::optional(noTarget());
}

QByteArray RegisteredApiUpdate::toBytes() const
{
    return bytesOf(*this);
}

std::optional<core::ApiError> RegisteredApiUpdate::problem() const
{
    return !target.isSet() || target.isNull() || isJsonObject(target.value()) ? std::nullopt
                                                                              : std::optional(noTarget());
}

} // namespace flows
