#include "core/ids.h"
#include "emulator/auth/oautherror.h"
#include "emulator/routes/routetable.h"
#include "emulator/store/authstores.h"
#include "emulator/store/database.h"

using namespace Qt::StringLiterals;
using core::Json;
using core::toStd;
using emulator::http::Response;

namespace emulator::routes {

namespace {

constexpr qsizetype mostAtOnce = 100; // ours
//! The provider that all identities of this emulator come from.
constexpr const char *providerId = "f5a4f9c6-6d0a-4d38-9d0b-5f6a2a0c7d11";

Json textOrNull(const QString &text)
{
    return text.isEmpty() ? Json() : Json(toStd(text));
}

Json identityDocument(const IdentityRecord &identity)
{
    return {{"id", toStd(identity.id)},
            {"username", toStd(identity.username)},
            {"name", textOrNull(identity.name)},
            {"email", textOrNull(identity.email)},
            {"organization", textOrNull(identity.organization)},
            {"identity_provider", providerId},
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

} // namespace

QList<RouteSpec> identityRoutes()
{
    return {{"GET", u"/v2/api/identities"_s, Access::auth(), listIdentities}};
}

} // namespace emulator::routes
