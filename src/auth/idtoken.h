#pragma once

#include <QByteArray>
#include <QDateTime>
#include <QList>
#include <QString>

namespace auth {

//! One of the identities that a person has linked.
struct LinkedIdentity
{
    QString id;
    QString username;
    QString name;         //!< may be empty
    QString email;        //!< may be empty
    QString organization; //!< may be empty

    bool operator==(const LinkedIdentity &) const = default;
};

//! Who signed in.
struct Person
{
    LinkedIdentity identity;          //!< `id` is what tokens are bound to
    QList<LinkedIdentity> identities; //!< the linked ones, as far as the scopes let one see them; may be empty

    bool operator==(const Person &) const = default;
};

//! What an id_token must say.
struct IdTokenCheck
{
    QString issuer;
    QString clientId;
    QByteArray nonce; //!< empty: none was sent
    QDateTime now;    //!< UTC
};

//! Clocks may differ by so much. Source: globus-auth.md 3.6
inline constexpr qint64 clockLeewaySeconds = 300;

//! Reads an id_token that came straight from the token endpoint, whose connection vouches for it; its signature is not
//! looked at. Throws core::ApiError BadResponse, whose detail says in English what is wrong and holds nothing of the
//! token, if it is no RS512 token, is meant for somebody else, has ended, or is from the future.
//! Source: globus-auth.md 3.6, OpenID Connect Core 3.1.3.7
[[nodiscard]] Person readIdToken(const QByteArray &token, const IdTokenCheck &check);

} // namespace auth
