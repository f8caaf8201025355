#pragma once

#include "core/json.h"

#include <QDateTime>
#include <QList>
#include <QString>

// What a sign-in leaves in the store. Times are UTC, an invalid QDateTime means none.

namespace emulator {

//! An authorization code and all that it was given for. Source: globus-auth.md 3.1, 3.2.
struct CodeRecord
{
    QString hash;    //!< TokenStore::hashOf(code); the code itself is nowhere
    QString grantId; //!< that its tokens will have
    QString clientId;
    QString identityId;
    QString redirectUri; //!< as the authorize request had it, byte for byte
    QString challenge;   //!< of PKCE, method S256; empty: none was sent
    QString scopes;      //!< scope strings with their dependencies
    QString state;       //!< empty: none was sent
    QString nonce;       //!< empty: none was sent
    core::Json session;  //!< auth::Session
    bool offline = false;
    QDateTime expiresAt;
    QDateTime usedAt;

    bool operator==(const CodeRecord &) const = default;
};

//! One scope that a person lets a client use, as a node of a tree. Source: globus-auth.md 3.7.
struct ConsentRecord
{
    qint64 id = 0;      //!< 0: not stored yet
    QString rootClient; //!< the client that was signed in to: the one that holds the tree's root
    QString identityId; //!< who consented
    QString clientId;   //!< who holds this consent: for a dependency, the client of its parent's resource server
    QString scopeName;
    QList<qint64> path; //!< ids from the root to this one; the store keeps the parent alone
    bool allowsRefresh = false;
    bool atomicallyRevocable = false;
    QDateTime createdAt;
    QDateTime updatedAt; //!< when what it allows changed
    QDateTime lastUsed;  //!< when tokens were issued under it; none: never

    [[nodiscard]] qint64 parent() const { return path.size() < 2 ? 0 : path[path.size() - 2]; }

    bool operator==(const ConsentRecord &) const = default;
};

} // namespace emulator
