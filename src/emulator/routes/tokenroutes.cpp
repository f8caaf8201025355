#include "emulator/auth/askedscopes.h"
#include "emulator/auth/claims.h"
#include "emulator/auth/clientauth.h"
#include "emulator/auth/oautherror.h"
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

Response tokenAnswer(const Json &document)
{
    Response response = http::jsonAnswer(200, document);
    response.addHeader("Cache-Control", "no-store");
    return response;
}

//! \param state  of the authorize request; empty: left out
Json tokenDocument(const auth::IssuedToken &token, const QString &state)
{
    Json document = {{"access_token", token.token.toStdString()},
                     {"scope", toStd(token.scope)},
                     {"expires_in", token.expiresIn.count()},
                     {"token_type", "Bearer"},
                     {"resource_server", toStd(token.resourceServer)}};
    if (!token.refreshToken.isEmpty())
        document["refresh_token"] = token.refreshToken.toStdString();
    if (!state.isEmpty())
        document["state"] = toStd(state);
    return document;
}

//! The first token, with the others in it.
Json grantDocument(const QList<auth::IssuedToken> &tokens, const QString &state)
{
    Json document = tokenDocument(tokens.first(), state);
    Json others = Json::array();
    for (const auth::IssuedToken &token : tokens.mid(1))
        others.push_back(tokenDocument(token, state));
    document["other_tokens"] = std::move(others);
    return document;
}

//! Adds the id token if the tokens allow one.
void addIdToken(const Call &call, Json &document, const QList<auth::IssuedToken> &tokens, const QString &nonce)
{
    QStringList names;
    for (const auth::IssuedToken &token : tokens) {
        if (token.resourceServer == auth::authResourceServer())
            names = token.scope.split(u' ');
    }
    if (!names.contains(u"openid"_s))
        return;
    const std::optional<auth::Caller> caller = call.service.tokens.verify(tokens.first().token);
    if (!caller)
        return;
    const IdentityStore identities(call.service.database);
    const Json person = auth::personClaims(caller->identity, caller->session, names,
                                           [&identities](const QString &id) { return identities.find(id); });
    document["id_token"] =
        call.service.signIn.key()
            .sign(auth::idTokenClaims({auth::issuer(call.request), caller->clientId, nonce, tokens.first().token,
                                       call.service.clock.now(), tokens.first().expiresIn.count()},
                                      person))
            .toStdString();
}

Response clientCredentials(const Call &call, const http::Query &form)
{
    const ClientRecord client = auth::authenticatedClient(call.request, form, call.service.database);
    if (client.identityId.isEmpty())
        throw http::Refusal(auth::oauthError(400, u"unauthorized_client"_s, u"The client stands for nobody."_s));
    const auth::AskedScopes asked = auth::askedScopes(form.value(u"scope"), call.service.scopes);
    if (!asked.problem.isEmpty()) {
        throw http::Refusal(auth::oauthError(400, u"invalid_scope"_s, asked.problem,
                                             asked.unknown ? u"UNKNOWN_SCOPE_ERROR"_s : QString()));
    }
    Transaction transaction(call.service.database);
    // A client lets itself do what it asks for. Whoever looks before a resume finds it, as for a person.
    call.service.signIn.consents().record(client.id, client.identityId, auth::mergedScopes(asked.scopes), false);
    const QList<auth::IssuedToken> tokens = call.service.tokens.issue(client, client.identityId, asked.scopes);
    Json document = grantDocument(tokens, {});
    addIdToken(call, document, tokens, {});
    transaction.commit();
    return tokenAnswer(document);
}

Response authorizationCode(const Call &call, const http::Query &form)
{
    const ClientRecord client = auth::namedClient(call.request, form, call.service.database);
    Json document;
    const bool good = call.service.signIn
                          .exchange(form.value(u"code").toUtf8(), client.id, form.value(u"redirect_uri"),
                                    form.value(u"code_verifier").toUtf8(),
                                    [&call, &document](const auth::SignIn::Exchange &exchange) {
                                        document = grantDocument(exchange.tokens, exchange.code.state);
                                        addIdToken(call, document, exchange.tokens, exchange.code.nonce);
                                    })
                          .has_value();
    return good ? tokenAnswer(document) : auth::invalidGrant();
}

Response refreshToken(const Call &call, const http::Query &form)
{
    const ClientRecord client = auth::namedClient(call.request, form, call.service.database);
    const std::optional<auth::IssuedToken> token = call.service.tokens.refresh(
        form.value(u"refresh_token").toUtf8(), client.id, call.service.signIn.rotateRefreshTokens);
    return token ? tokenAnswer(grantDocument({*token}, {})) : auth::invalidGrant();
}

//! The scopes that a token's own depend on, as far as they are asked for. \throws http::Refusal
//! dependent_consent_required for what is asked for and not among them. Source: globus-auth.md 9.
QList<Scope> dependentScopes(const auth::Caller &caller, const QString &asked)
{
    QList<Scope> all;
    for (const Scope &scope : caller.scopes)
        all.append(scope.dependencies);
    all = auth::mergedScopes(all);
    if (asked.isEmpty())
        return all;
    const std::optional<QList<Scope>> wanted = Scope::parseList(asked);
    if (!wanted)
        throw http::Refusal(auth::oauthError(400, u"invalid_scope"_s, u"The scope is malformed."_s));
    Json missing = Json::array();
    for (const Scope &scope : *wanted) {
        if (std::none_of(all.begin(), all.end(), [&scope](const Scope &have) { return have.covers(scope); }))
            missing.push_back(toStd(scope.toString()));
    }
    if (missing.empty())
        return *wanted;
    Response refused = auth::oauthError(403, u"dependent_consent_required"_s,
                                        u"The token does not carry the consent for all of the scopes."_s);
    Json document = *core::parseJson(refused.body).value;
    document["errors"][0]["unapproved_scopes"] = missing;
    refused.body = core::toBytes(document);
    throw http::Refusal(refused);
}

//! For a resource server that acts on: the answer is a list. Source: globus-auth.md 3.2.
Response dependentTokens(const Call &call, const http::Query &form)
{
    const ClientRecord client = auth::authenticatedClient(call.request, form, call.service.database);
    const std::optional<auth::Caller> caller = call.service.tokens.verify(form.value(u"token").toUtf8());
    if (!caller || auth::ScopeBook::clientOf(caller->resourceServer) != client.id)
        return auth::invalidGrant();
    // Nobody goes on while the person is away unless the person let it.
    const bool refreshTokens = caller->offline && form.value(u"access_type") == "offline"_L1;
    const QList<auth::IssuedToken> tokens = call.service.tokens.issue(
        {client.id, caller->identity.id, dependentScopes(*caller, form.value(u"scope")), caller->grantId,
         caller->session, caller->offline, refreshTokens, caller->tokenHash});
    Json list = Json::array();
    for (const auth::IssuedToken &token : tokens)
        list.push_back(tokenDocument(token, {}));
    return tokenAnswer(list);
}

Response issueToken(const Call &call)
{
    const http::Query form = auth::formFields(call.request);
    const QString grant = form.value(u"grant_type");
    if (grant == "client_credentials"_L1)
        return clientCredentials(call, form);
    if (grant == "authorization_code"_L1)
        return authorizationCode(call, form);
    if (grant == "refresh_token"_L1)
        return refreshToken(call, form);
    if (grant == "urn:globus:auth:grant_type:dependent_token"_L1)
        return dependentTokens(call, form);
    (void)auth::namedClient(call.request, form, call.service.database);
    if (grant.isEmpty())
        throw http::Refusal(auth::oauthError(400, u"invalid_request"_s, u"The field 'grant_type' is missing."_s));
    throw http::Refusal(auth::oauthError(400, u"unsupported_grant_type"_s,
                                         u"The grant '%1' is not one of this server."_s.arg(grant.left(100))));
}

} // namespace

QList<RouteSpec> tokenRoutes()
{
    return {{"POST", u"/v2/oauth2/token"_s, Access::open(), issueToken}};
}

} // namespace emulator::routes
