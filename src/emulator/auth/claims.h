#pragma once

#include "core/json.h"
#include "emulator/auth/session.h"
#include "emulator/store/records.h"

#include <QStringList>

#include <functional>

namespace emulator::auth {

//! Finds an identity by its id.
using FindIdentity = std::function<std::optional<IdentityRecord>(const QString &id)>;

//! The provider that all identities of an emulator come from, and its name.
[[nodiscard]] QString providerId();
[[nodiscard]] QString providerName();

//! A text, or null for an empty one.
[[nodiscard]] core::Json textOrNull(const QString &text);

//! What the scopes let be told of a person: by userinfo and in an id token. Source: globus-auth.md 3.5, 3.6.
//! \param scopeNames  `profile`, `email`, …; without any, `sub` alone
[[nodiscard]] core::Json personClaims(const IdentityRecord &identity, const Session &session,
                                      const QStringList &scopeNames, const FindIdentity &find);

//! What an id token is made for.
struct IdTokenTerms
{
    QString issuer;
    QString clientId;
    QString nonce;          //!< empty: none was sent
    QByteArray accessToken; //!< that it comes with
    QDateTime now;
    qint64 lifetime = 0; //!< seconds
};

//! The claims of an id token. \param person  personClaims()
[[nodiscard]] core::Json idTokenClaims(const IdTokenTerms &terms, core::Json person);

} // namespace emulator::auth
