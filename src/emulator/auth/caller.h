#pragma once

#include "core/scope.h"
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

    [[nodiscard]] QString urn() const;
    //! The URNs of the identity and of those linked to it.
    [[nodiscard]] QStringList identityUrns() const;
    //! What may stand in a role list and mean this caller: identityUrns(), `public`, `all_authenticated_users`.
    //! Source: flows-service.md 5.3.
    [[nodiscard]] QStringList principals() const;
    [[nodiscard]] bool hasScope(const QString &name) const;
    //! The scopes as strings, each with what it depends on.
    [[nodiscard]] QStringList scopeStrings() const;
};

} // namespace emulator::auth
