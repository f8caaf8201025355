#include "flows/flow.h"

#include "flows/reading.h"

namespace flows {

namespace {

QList<std::pair<QString, QString>> scopesByRunAs(const core::Json *value)
{
    QList<std::pair<QString, QString>> scopes;
    if (value == nullptr || !(value->is_object() || value->is_array()))
        return scopes;
    for (const auto &[key, scope] : value->items()) {
        if (scope.is_string())
            scopes.append({value->is_object() ? core::toQString(key) : QString(),
                           core::toQString(scope.get_ref<const std::string &>())});
    }
    return scopes;
}

} // namespace

FlowExtras Flow::extras() const
{
    FlowExtras extras;
    const auto document = raw.json();
    if (!document)
        return extras;
    extras.scopesByRunAs = scopesByRunAs(core::member(*document, "globus_auth_scopes_by_RunAs"));
    extras.userRole = core::stringMember(*document, "user_role");
    extras.actionUrl = core::stringMember(*document, "action_url");
    extras.apiVersion = core::stringMember(*document, "api_version");
    extras.types = listMember(*document, "types");
    extras.synchronous = boolMember(*document, "synchronous");
    extras.logSupported = boolMember(*document, "log_supported");
    extras.deleted = boolMember(*document, "DELETED");
    extras.createdBy = core::stringMember(*document, "created_by");
    extras.visibleTo = listMember(*document, "visible_to");
    extras.runnableBy = listMember(*document, "runnable_by");
    extras.administeredBy = listMember(*document, "administered_by");
    return extras;
}

void Flow::detach()
{
    const RawJson before = raw;
    raw.detach();
    definition = definition.rebased(before, raw);
    inputSchema = inputSchema.rebased(before, raw);
}

RawJson flowMember(const Flow &flow, const char *key)
{
    const auto document = flow.raw.json();
    const core::Json *value = document ? core::member(*document, key) : nullptr;
    return value != nullptr ? RawJson(core::toBytes(*value)) : RawJson();
}

} // namespace flows
