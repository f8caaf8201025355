#include "core/textlist.h"
#include "emulator/auth/claims.h"
#include "emulator/auth/clientauth.h"
#include "emulator/routes/routetable.h"
#include "emulator/store/authstores.h"
#include "emulator/store/database.h"

using namespace Qt::StringLiterals;
using core::Json;
using core::Scope;
using core::toStd;
using emulator::http::Response;

namespace emulator::routes {

namespace {

QStringList scopeNames(const auth::Caller &caller)
{
    QStringList names;
    for (const Scope &scope : caller.scopes)
        names.append(scope.name);
    return names;
}

//! Who proved what. Source: globus-auth.md 3.4.
Json sessionInfo(const auth::Session &session)
{
    Json authentications = Json::object();
    for (const QString &id : session.identityIds) {
        authentications[toStd(id)] = {{"idp", toStd(auth::providerId())},
                                      {"auth_time", session.authenticatedAt.toSecsSinceEpoch()},
                                      {"acr", nullptr},
                                      {"amr", session.mfa ? Json::array({"mfa"}) : Json()},
                                      {"custom_claims", Json::object()}};
    }
    return {{"session_id", auth::textOrNull(session.id)}, {"authentications", std::move(authentications)}};
}

void addIncluded(Json &document, const auth::Caller &caller, const QStringList &include, const IdentityStore &store)
{
    if (include.contains(u"identity_set"_s))
        document["identity_set"] = core::toJson(QStringList{caller.identity.id} + caller.identity.linkedIds);
    if (include.contains(u"identity_set_detail"_s)) {
        document["identity_set_detail"] = auth::personClaims(
            caller.identity, caller.session, {u"urn:globus:auth:scope:auth.globus.org:view_identity_set"_s},
            [&store](const QString &id) { return store.find(id); })["identity_set"];
    }
    if (include.contains(u"session_info"_s))
        document["session_info"] = sessionInfo(caller.session);
}

//! For the resource server that the token is for, and for the confidential client that it was issued to; of what is
//! nobody else's business, that it is not active.
Response introspect(const Call &call)
{
    const http::Query form = auth::formFields(call.request);
    const ClientRecord client = auth::authenticatedClient(call.request, form, call.service.database);
    const std::optional<auth::Caller> caller = call.service.tokens.verify(form.value(u"token").toUtf8());
    if (!caller || (caller->clientId != client.id && auth::ScopeBook::clientOf(caller->resourceServer) != client.id))
        return http::jsonAnswer(200, {{"active", false}});
    Json document = {{"active", true},
                     {"token_type", "Bearer"},
                     {"scope", toStd(scopeNames(*caller).join(u' '))},
                     {"client_id", toStd(caller->clientId)},
                     {"username", toStd(caller->identity.username)},
                     {"name", toStd(caller->identity.name)},
                     {"email", auth::textOrNull(caller->identity.email)},
                     {"exp", caller->expiresAt.toSecsSinceEpoch()},
                     {"iat", caller->issuedAt.toSecsSinceEpoch()},
                     {"nbf", caller->issuedAt.toSecsSinceEpoch()},
                     {"sub", toStd(caller->identity.id)},
                     {"aud", core::toJson({caller->resourceServer, caller->clientId})},
                     {"iss", toStd(auth::issuer(call.request))}};
    addIncluded(document, *caller, form.list(u"include"), IdentityStore(call.service.database));
    return http::jsonAnswer(200, document);
}

//! A token that is unknown or somebody else's is answered like a live one.
Response revoke(const Call &call)
{
    const http::Query form = auth::formFields(call.request);
    const ClientRecord client = auth::namedClient(call.request, form, call.service.database);
    call.service.tokens.revoke(form.value(u"token").toUtf8(), client.id);
    return http::jsonAnswer(200, {{"active", false}});
}

//! The older question whether a token is alive, for the client that it was issued to.
Response validate(const Call &call)
{
    const http::Query form = auth::formFields(call.request);
    const ClientRecord client = auth::namedClient(call.request, form, call.service.database);
    const std::optional<auth::Caller> caller = call.service.tokens.verify(form.value(u"token").toUtf8());
    return http::jsonAnswer(200, {{"active", caller && caller->clientId == client.id}});
}

Response userinfo(const Call &call)
{
    if (!call.caller.hasScope(u"openid"_s))
        return authForbidden();
    const IdentityStore store(call.service.database);
    return http::jsonAnswer(200, auth::personClaims(call.caller.identity, call.caller.session, scopeNames(call.caller),
                                                    [&store](const QString &id) { return store.find(id); }));
}

Response discovery(const Call &call)
{
    const QString base = auth::ownBase(call.request);
    const auto at = [&base](const QString &path) { return toStd(QString(base % path)); };
    return http::jsonAnswer(200, {{"issuer", toStd(auth::issuer(call.request))},
                                  {"authorization_endpoint", at(u"/v2/oauth2/authorize"_s)},
                                  {"token_endpoint", at(u"/v2/oauth2/token"_s)},
                                  {"revocation_endpoint", at(u"/v2/oauth2/token/revoke"_s)},
                                  {"userinfo_endpoint", at(u"/v2/oauth2/userinfo"_s)},
                                  {"jwks_uri", at(u"/jwk.json"_s)},
                                  {"response_types_supported", Json::array({"code"})},
                                  {"id_token_signing_alg_values_supported", Json::array({"RS512"})},
                                  {"scopes_supported", Json::array({"openid", "email", "profile"})},
                                  {"token_endpoint_auth_methods_supported", Json::array({"client_secret_basic"})},
                                  {"subject_types_supported", Json::array({"public"})},
                                  {"claims_supported", Json::array({"at_hash", "aud", "email", "exp", "name", "nonce",
                                                                    "preferred_username", "iat", "iss", "sub"})}});
}

Response keys(const Call &call)
{
    return http::jsonAnswer(200, {{"keys", Json::array({call.service.signIn.key().publicKey()})}});
}

} // namespace

QList<RouteSpec> authRoutes()
{
    return {{"POST", u"/v2/oauth2/token/introspect"_s, Access::open(), introspect},
            {"POST", u"/v2/oauth2/token/revoke"_s, Access::open(), revoke},
            {"POST", u"/v2/oauth2/token/validate"_s, Access::open(), validate},
            {"GET", u"/v2/oauth2/userinfo"_s, Access::authToken(), userinfo},
            {"GET", u"/.well-known/openid-configuration"_s, Access::open(), discovery},
            {"GET", u"/jwk.json"_s, Access::open(), keys}};
}

} // namespace emulator::routes
