#include "emulator/auth/clientauth.h"
#include "emulator/auth/oautherror.h"
#include "emulator/routes/routetable.h"
#include "emulator/store/database.h"

using namespace Qt::StringLiterals;
using core::Json;
using core::Scope;
using core::toStd;
using emulator::http::Response;

namespace emulator::routes {

namespace {

//! The scopes that a form asks for. \throws http::Refusal invalid_scope.
QList<Scope> askedScopes(const http::Query &form, const auth::ScopeBook &book)
{
    const std::optional<QList<Scope>> scopes = Scope::parseList(form.value(u"scope"));
    if (!scopes || scopes->isEmpty())
        throw http::Refusal(auth::oauthError(400, u"invalid_scope"_s, u"The scope is missing or malformed."_s));
    if (auth::ScopeBook::hasCycle(*scopes))
        throw http::Refusal(auth::oauthError(400, u"invalid_scope"_s, u"A scope depends on itself."_s));
    if (const QStringList unknown = book.unknownIn(*scopes); !unknown.isEmpty()) {
        throw http::Refusal(auth::oauthError(
            400, u"invalid_scope"_s, u"The request asks for unknown scopes: "_s % unknown.join(u", "_s).left(2000),
            u"UNKNOWN_SCOPE_ERROR"_s));
    }
    return *scopes;
}

Json tokenDocument(const auth::IssuedToken &token)
{
    return {{"access_token", token.token.toStdString()},
            {"scope", toStd(token.scope)},
            {"expires_in", token.expiresIn.count()},
            {"token_type", "Bearer"},
            {"resource_server", toStd(token.resourceServer)}};
}

Response issueToken(const Call &call)
{
    const http::Query form = auth::formFields(call.request);
    const ClientRecord client = auth::authenticatedClient(call.request, form, call.service.database);
    const QString grant = form.value(u"grant_type");
    if (grant.isEmpty())
        throw http::Refusal(auth::oauthError(400, u"invalid_request"_s, u"The field 'grant_type' is missing."_s));
    if (grant != "client_credentials"_L1) {
        throw http::Refusal(auth::oauthError(400, u"unsupported_grant_type"_s,
                                             u"The grant '%1' is not one of this server."_s.arg(grant.left(100))));
    }
    if (client.identityId.isEmpty())
        throw http::Refusal(auth::oauthError(400, u"unauthorized_client"_s, u"The client stands for nobody."_s));
    const QList<auth::IssuedToken> tokens =
        call.service.tokens.issue(client, client.identityId, askedScopes(form, call.service.scopes));
    Json document = tokenDocument(tokens.first());
    Json others = Json::array();
    for (const auth::IssuedToken &token : tokens.mid(1))
        others.push_back(tokenDocument(token));
    document["other_tokens"] = std::move(others);
    Response response = http::jsonAnswer(200, document);
    response.addHeader("Cache-Control", "no-store");
    return response;
}

Response introspect(const Call &call)
{
    const http::Query form = auth::formFields(call.request);
    (void)auth::authenticatedClient(call.request, form, call.service.database);
    const std::optional<auth::Caller> caller = call.service.tokens.verify(form.value(u"token").toUtf8());
    if (!caller)
        return http::jsonAnswer(200, {{"active", false}});
    QStringList names;
    for (const Scope &scope : caller->scopes)
        names.append(scope.name);
    Json document = {{"active", true},
                     {"token_type", "Bearer"},
                     {"scope", toStd(names.join(u' '))},
                     {"client_id", toStd(caller->clientId)},
                     {"username", toStd(caller->identity.username)},
                     {"name", toStd(caller->identity.name)},
                     {"email", caller->identity.email.isEmpty() ? Json() : Json(toStd(caller->identity.email))},
                     {"exp", caller->expiresAt.toSecsSinceEpoch()},
                     {"iat", caller->issuedAt.toSecsSinceEpoch()},
                     {"nbf", caller->issuedAt.toSecsSinceEpoch()},
                     {"sub", toStd(caller->identity.id)},
                     {"aud", Json::array({toStd(caller->resourceServer), toStd(caller->clientId)})},
                     {"iss", "https://auth.globus.org"}};
    if (form.list(u"include").contains(u"identity_set"_s)) {
        Json set = Json::array({toStd(caller->identity.id)});
        for (const QString &id : caller->identity.linkedIds)
            set.push_back(toStd(id));
        document["identity_set"] = std::move(set);
    }
    return http::jsonAnswer(200, document);
}

//! A token that is unknown or somebody else's is answered like a live one.
Response revoke(const Call &call)
{
    const http::Query form = auth::formFields(call.request);
    const ClientRecord client = auth::authenticatedClient(call.request, form, call.service.database);
    call.service.tokens.revoke(form.value(u"token").toUtf8(), client.id);
    return http::jsonAnswer(200, {{"active", false}});
}

} // namespace

QList<RouteSpec> authRoutes()
{
    return {{"POST", u"/v2/oauth2/token"_s, Access::open(), issueToken},
            {"POST", u"/v2/oauth2/token/introspect"_s, Access::open(), introspect},
            {"POST", u"/v2/oauth2/token/revoke"_s, Access::open(), revoke}};
}

} // namespace emulator::routes
