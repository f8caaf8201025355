#include "auth/idtoken.h"

#include "auth/pkce.h"
#include "core/apierror.h"
#include "core/json.h"

#include <algorithm>
#include <cmath>

namespace auth {

using core::ApiError;
using core::Json;

namespace {

constexpr qsizetype longestToken = 64 * 1024;

[[noreturn]] void refuse(const char *why)
{
    throw ApiError(ApiError::Kind::BadResponse, QString::fromLatin1(why));
}

Json part(const QByteArray &text)
{
    const auto bytes =
        QByteArray::fromBase64Encoding(text, QByteArray::Base64UrlEncoding | QByteArray::AbortOnBase64DecodingErrors);
    if (bytes.decodingStatus != QByteArray::Base64DecodingStatus::Ok)
        refuse("The id token is damaged.");
    const core::JsonParse parsed = core::parseJson(bytes.decoded, {longestToken, 16});
    if (!parsed || !parsed.value->is_object())
        refuse("The id token is damaged.");
    return *parsed.value;
}

bool isMeantFor(const Json &claims, const QString &clientId)
{
    const Json *audience = core::member(claims, "aud");
    if (audience == nullptr)
        return false;
    const std::string wanted = core::toStd(clientId);
    if (audience->is_string())
        return audience->get_ref<const std::string &>() == wanted;
    if (!audience->is_array())
        return false;
    for (const Json &one : *audience) {
        if (one == wanted)
            return true;
    }
    return false;
}

//! A moment as seconds since 1970; throws if it is not there. Far beyond any clock it is cut off.
qint64 seconds(const Json &claims, const char *name)
{
    const Json *value = core::member(claims, name);
    if (value == nullptr || !value->is_number())
        refuse("The id token does not say when it was made or ends.");
    constexpr double most = 1e15;
    const auto moment = value->get<double>();
    return static_cast<qint64>(std::clamp(std::isnan(moment) ? 0 : moment, -most, most));
}

LinkedIdentity identityOf(const Json &claims, const char *usernameMember)
{
    return {core::stringMember(claims, "sub"), core::stringMember(claims, usernameMember),
            core::stringMember(claims, "name"), core::stringMember(claims, "email"),
            core::stringMember(claims, "organization")};
}

} // namespace

Person readIdToken(const QByteArray &token, const IdTokenCheck &check)
{
    const QList<QByteArray> parts = token.split('.');
    if (parts.size() != 3 || token.size() > longestToken)
        refuse("The id token is damaged.");
    if (core::stringMember(part(parts[0]), "alg") != QStringLiteral("RS512"))
        refuse("The id token is not signed as Globus Auth signs.");
    const Json claims = part(parts[1]);
    if (core::stringMember(claims, "iss") != check.issuer)
        refuse("The id token is of another issuer.");
    if (!isMeantFor(claims, check.clientId))
        refuse("The id token is meant for another program.");
    if (!check.nonce.isEmpty() && !sameSecret(core::stringMember(claims, "nonce").toUtf8(), check.nonce))
        refuse("The id token belongs to another sign-in.");
    const qint64 now = check.now.toSecsSinceEpoch();
    if (seconds(claims, "exp") + clockLeewaySeconds < now)
        refuse("The id token has ended already. Is the clock of this machine right?");
    if (seconds(claims, "iat") - clockLeewaySeconds > now)
        refuse("The id token is from the future. Is the clock of this machine right?");
    Person person;
    person.identity = identityOf(claims, "preferred_username");
    if (person.identity.id.isEmpty())
        refuse("The id token does not say who signed in.");
    const Json *set = core::member(claims, "identity_set");
    if (set == nullptr || !set->is_array())
        return person;
    for (const Json &one : *set) {
        if (one.is_object())
            person.identities.append(identityOf(one, "username"));
    }
    return person;
}

} // namespace auth
