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

} // namespace

QByteArray NewRegisteredApi::toBytes() const
{
    JsonFields fields;
    fields.put("name", name);
    fields.put("description", description);
    fields.put("target", target);
    putRoles(fields, roles);
    fields.put("subscription_id", subscriptionId);
    fields.merge(additionalFields);
    return fields.toBytes();
}

std::optional<core::ApiError> NewRegisteredApi::problem() const
{
    return isJsonObject(target) ? std::nullopt : std::optional(noTarget());
}

QByteArray RegisteredApiUpdate::toBytes() const
{
    JsonFields fields;
    fields.put("name", name);
    fields.put("description", description);
    fields.put("target", target);
    putRoles(fields, roles);
    fields.put("subscription_id", subscriptionId);
    fields.merge(additionalFields);
    return fields.toBytes();
}

std::optional<core::ApiError> RegisteredApiUpdate::problem() const
{
    return !target.isSet() || target.isNull() || isJsonObject(target.value()) ? std::nullopt
                                                                              : std::optional(noTarget());
}

} // namespace flows
