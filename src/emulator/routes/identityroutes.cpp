#include "core/clock.h"
#include "emulator/auth/claims.h"
#include "emulator/auth/oautherror.h"
#include "emulator/routes/routetable.h"
#include "emulator/store/authstores.h"
#include "emulator/store/database.h"
#include "emulator/store/grantstores.h"

using namespace Qt::StringLiterals;
using core::Json;
using core::toStd;
using emulator::http::Response;

namespace emulator::routes {

namespace {

constexpr qsizetype mostAtOnce = 100; // ours
Json idsJson(const QList<qint64> &ids)
{
    Json list = Json::array();
    for (const qint64 id : ids)
        list.push_back(id);
    return list;
}

Json identityDocument(const IdentityRecord &identity)
{
    return {{"id", toStd(identity.id)},
            {"username", toStd(identity.username)},
            {"name", auth::textOrNull(identity.name)},
            {"email", auth::textOrNull(identity.email)},
            {"organization", auth::textOrNull(identity.organization)},
            {"identity_provider", toStd(auth::providerId())},
            {"status", "used"}};
}

//! Identities that are not known are left out.
Response listIdentities(const Call &call)
{
    const http::Query &query = call.request.query;
    const QStringList ids = query.list(u"ids");
    const QStringList usernames = query.list(u"usernames");
    if (ids.isEmpty() == usernames.isEmpty()) {
        throw http::Refusal(auth::oauthError(400, u"invalid_parameters"_s, u"Ask either by 'ids' or by 'usernames'."_s,
                                             u"INVALID_PARAMETERS"_s));
    }
    if (ids.size() + usernames.size() > mostAtOnce) {
        throw http::Refusal(auth::oauthError(400, u"invalid_parameters"_s,
                                             u"At most %1 identities can be asked for at once."_s.arg(mostAtOnce),
                                             u"INVALID_PARAMETERS"_s));
    }
    const IdentityStore store(call.service.database);
    Json identities = Json::array();
    const auto add = [&identities](const std::optional<IdentityRecord> &identity) {
        if (identity)
            identities.push_back(identityDocument(*identity));
    };
    for (const QString &id : ids)
        add(store.find(id.toLower()));
    for (const QString &username : usernames)
        add(store.findByUsername(username));
    return http::jsonAnswer(200, {{"identities", std::move(identities)}});
}

Response getIdentity(const Call &call)
{
    const std::optional<IdentityRecord> identity =
        IdentityStore(call.service.database).find(call.request.argument(u"identity_id"_s).toLower());
    if (!identity) {
        throw http::Refusal(auth::oauthError(404, u"not_found"_s, u"No identity has this id."_s, u"NOT_FOUND"_s));
    }
    return http::jsonAnswer(200, {{"identity", identityDocument(*identity)}});
}

Json consentDocument(const ConsentRecord &consent)
{
    return {{"created", toStd(core::toServiceTime(consent.createdAt))},
            {"id", consent.id},
            {"status", "approved"},
            {"updated", toStd(core::toServiceTime(consent.updatedAt))},
            {"allows_refresh", consent.allowsRefresh},
            {"dependency_path", idsJson(consent.path)},
            {"scope_name", toStd(consent.scopeName)},
            {"atomically_revocable", consent.atomicallyRevocable},
            {"effective_identity", toStd(consent.identityId)},
            {"auto_approved", false},
            {"last_used", consent.lastUsed.isValid() ? Json(toStd(core::toServiceTime(consent.lastUsed))) : Json()},
            {"scope", toStd(auth::ScopeBook::idOf(consent.scopeName))},
            {"client", toStd(consent.clientId)}};
}

//! What a person lets the token's client do or, with the scope for it, all clients. Source: globus-auth.md 3.7.
Response listConsents(const Call &call)
{
    const QString id = call.request.argument(u"identity_id"_s).toLower();
    const bool all = call.request.query.boolean(u"all").value_or(false);
    const bool mine = id == call.caller.identity.id || call.caller.identity.linkedIds.contains(id);
    if (!mine || (all && !call.caller.hasScope(u"urn:globus:auth:scope:auth.globus.org:view_consents"_s)))
        return authForbidden();
    Json consents = Json::array();
    for (const ConsentRecord &consent :
         ConsentStore(call.service.database).of(id, all ? QString() : call.caller.clientId))
        consents.push_back(consentDocument(consent));
    return http::jsonAnswer(200, {{"consents", std::move(consents)}});
}

} // namespace

QList<RouteSpec> identityRoutes()
{
    return {{"GET", u"/v2/api/identities"_s, Access::auth(), listIdentities},
            {"GET", u"/v2/api/identities/{identity_id}"_s, Access::auth(), getIdentity},
            {"GET", u"/v2/api/identities/{identity_id}/consents"_s, Access::authToken(), listConsents}};
}

} // namespace emulator::routes
