#include "auth/kepttokens.h"

#include "core/clock.h"
#include "core/json.h"

namespace auth {

using core::Json;
using core::Scope;
using core::stringMember;
using core::toStd;

namespace {

constexpr int version = 1;
constexpr qsizetype largest = 4 * 1024 * 1024; // bytes; a token a flow that was ever started

Json personJson(const LinkedIdentity &person)
{
    return {{"id", toStd(person.id)},
            {"username", toStd(person.username)},
            {"name", toStd(person.name)},
            {"email", toStd(person.email)},
            {"organization", toStd(person.organization)}};
}

std::optional<AccessToken> tokenOf(const Json &json)
{
    AccessToken token;
    token.resourceServer = stringMember(json, "resource_server");
    token.token = stringMember(json, "access_token");
    token.refreshToken = stringMember(json, "refresh_token");
    token.expires = core::fromServiceTime(stringMember(json, "expires_at"));
    const auto scopes = Scope::parseList(stringMember(json, "scope"));
    if (token.resourceServer.isEmpty() || !token.expires.isValid() || !scopes)
        return {};
    token.scopes = *scopes;
    return token;
}

} // namespace

QByteArray keptDocument(const KeptTokens &kept)
{
    Json tokens = Json::array();
    for (const AccessToken &token : kept.tokens)
        tokens.push_back({{"resource_server", toStd(token.resourceServer)},
                          {"access_token", toStd(token.token)},
                          {"refresh_token", toStd(token.refreshToken)},
                          {"scope", toStd(Scope::toString(token.scopes))},
                          {"expires_at", toStd(core::toServiceTime(token.expires))}});
    return core::toBytes(Json{{"version", version}, {"person", personJson(kept.person)}, {"tokens", tokens}});
}

std::optional<KeptTokens> readKeptDocument(const QByteArray &document)
{
    const core::JsonParse parsed = core::parseJson(document, {largest, 16});
    if (!parsed || !parsed.value->is_object())
        return {};
    const Json *form = core::member(*parsed.value, "version");
    const Json *person = core::member(*parsed.value, "person");
    const Json *tokens = core::member(*parsed.value, "tokens");
    if (form == nullptr || *form != Json(version) || person == nullptr || tokens == nullptr || !tokens->is_array())
        return {};
    KeptTokens kept;
    kept.person = {stringMember(*person, "id"), stringMember(*person, "username"), stringMember(*person, "name"),
                   stringMember(*person, "email"), stringMember(*person, "organization")};
    if (kept.person.id.isEmpty())
        return {};
    for (const Json &json : *tokens) {
        const std::optional<AccessToken> token = tokenOf(json);
        if (!token)
            return {};
        kept.tokens.append(*token);
    }
    return kept;
}

} // namespace auth
