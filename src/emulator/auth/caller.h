#pragma once

#include "core/scope.h"
#include "emulator/auth/session.h"
#include "emulator/store/records.h"

namespace emulator::auth {

//! Who a valid bearer token stands for, and what it allows.
struct Caller
{
    IdentityRecord identity;
    QString clientId;
    QString resourceServer;    //!< the one server that the token is for
    QList<core::Scope> scopes; //!< of that server, with what each depends on
    QDateTime issuedAt;
    QDateTime expiresAt;
    QStringList groupIds; //!< of the identity and of those linked to it
    Session session;      //!< empty for a client that acts by itself
    QString tokenHash;    //!< TokenStore::hashOf(token)
    QString grantId;      //!< the sign-in that the token comes from; empty: from none
    bool offline = false; //!< the person let the client go on while it is away

    [[nodiscard]] QString urn() const;
    //! The URNs of the identity and of those linked to it.
    [[nodiscard]] QStringList identityUrns() const;
    //! What may stand in a role list and mean this caller: identityUrns(), the URNs of the groups, `public`,
    //! `all_authenticated_users`.
    //! Source: flows-service.md 5.3.
    [[nodiscard]] QStringList principals() const;
    [[nodiscard]] bool hasScope(const QString &name) const;
    //! True if the token carries the consent for a whole tree, such as `flow[transfer[data_access]]`.
    [[nodiscard]] bool hasConsent(const core::Scope &tree) const;
    //! The scopes as strings, each with what it depends on.
    [[nodiscard]] QStringList scopeStrings() const;
};

} // namespace emulator::auth
