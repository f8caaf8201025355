#pragma once

#include "core/scope.h"

#include <QByteArray>
#include <QString>
#include <QStringList>
#include <QUrl>

#include <optional>

namespace net {
struct Gare;
}

namespace auth {

//! What a service demands of the session in which somebody signs in. Source: globus-auth.md 9.
struct SessionDemands
{
    QString message;          //!< shown on the sign-in page, plain text; empty: none
    QStringList identities;   //!< ids or user names, all of them
    QStringList policies;     //!< ids, all of them
    QStringList singleDomain; //!< one of them
    std::optional<bool> mfa;
    QString prompt; //!< `login`, `none`, or empty

    bool operator==(const SessionDemands &) const = default;

    //! Takes over what is well formed; a server's other values are left out.
    [[nodiscard]] static SessionDemands of(const net::Gare &gare);
    [[nodiscard]] bool isEmpty() const { return *this == SessionDemands(); }
};

//! The page at which a person signs in and consents, as an address for the browser. Source: globus-auth.md 3.1.
struct AuthorizeRequest
{
    QUrl authUrl; //!< base URL of Globus Auth
    QString clientId;
    QString redirectUri;
    QList<core::Scope> scopes; //!< not empty
    QByteArray state;
    QByteArray challenge; //!< of the method S256
    QByteArray nonce;     //!< empty: none
    bool offline = true;  //!< ask for refresh tokens
    QString grantName;    //!< how the person may call this installation's consent; empty: as Auth likes
    SessionDemands session;

    [[nodiscard]] QUrl url() const;
};

} // namespace auth
