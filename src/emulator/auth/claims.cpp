#include "emulator/auth/claims.h"

#include <QCryptographicHash>

using namespace Qt::StringLiterals;
using core::Json;
using core::toStd;

namespace emulator::auth {

namespace {

//! All that is told of one identity.
Json described(const IdentityRecord &identity, const Session &session)
{
    const bool authenticated = session.identityIds.contains(identity.id) && session.authenticatedAt.isValid();
    return {{"sub", toStd(identity.id)},
            {"username", toStd(identity.username)},
            {"name", textOrNull(identity.name)},
            {"email", textOrNull(identity.email)},
            {"organization", textOrNull(identity.organization)},
            {"identity_provider", toStd(providerId())},
            {"identity_provider_display_name", toStd(providerName())},
            {"last_authentication", authenticated ? Json(session.authenticatedAt.toSecsSinceEpoch()) : Json()}};
}

} // namespace

QString providerId()
{
    return u"f5a4f9c6-6d0a-4d38-9d0b-5f6a2a0c7d11"_s;
}

QString providerName()
{
    return u"Emulator"_s;
}

Json textOrNull(const QString &text)
{
    return text.isEmpty() ? Json() : Json(toStd(text));
}

Json personClaims(const IdentityRecord &identity, const Session &session, const QStringList &scopeNames,
                  const FindIdentity &find)
{
    const Json whole = described(identity, session);
    Json claims = {{"sub", whole["sub"]}};
    if (scopeNames.contains(u"profile"_s)) {
        claims["preferred_username"] = whole["username"];
        for (const char *key :
             {"name", "organization", "identity_provider", "identity_provider_display_name", "last_authentication"})
            claims[key] = whole[key];
    }
    if (scopeNames.contains(u"email"_s))
        claims["email"] = whole["email"];
    if (scopeNames.contains(u"urn:globus:auth:scope:auth.globus.org:view_identity_set"_s)) {
        Json set = Json::array({whole});
        for (const QString &id : identity.linkedIds) {
            if (const std::optional<IdentityRecord> linked = find(id))
                set.push_back(described(*linked, session));
        }
        claims["identity_set"] = std::move(set);
    }
    return claims;
}

Json idTokenClaims(const IdTokenTerms &terms, Json person)
{
    Json claims = std::move(person);
    const QByteArray hash = QCryptographicHash::hash(terms.accessToken, QCryptographicHash::Sha512);
    claims["iss"] = toStd(terms.issuer);
    claims["aud"] = toStd(terms.clientId);
    claims["iat"] = terms.now.toSecsSinceEpoch();
    claims["exp"] = terms.now.toSecsSinceEpoch() + terms.lifetime;
    claims["at_hash"] = hash.first(hash.size() / 2)
                            .toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals)
                            .toStdString();
    if (!terms.nonce.isEmpty())
        claims["nonce"] = toStd(terms.nonce);
    return claims;
}

} // namespace emulator::auth
