#pragma once

#include "core/clock.h"
#include "emulator/auth/caller.h"
#include "emulator/auth/scopebook.h"

#include <QByteArray>

#include <chrono>
#include <optional>

namespace emulator {
class Database;
}

namespace emulator::auth {

//! A token as it is handed out, once. Only its hash is stored.
struct IssuedToken
{
    QByteArray token;
    QString resourceServer;
    QString scope; //!< root scopes alone, separated by blanks: what they depend on is never told
    std::chrono::seconds expiresIn{0};
};

//! Issues and recognises access tokens: one for each resource server. All calls throw StoreError.
class TokenService
{
public:
    //! Source of the lifetime: globus-auth.md 8.
    static constexpr std::chrono::seconds defaultLifetime{172800};

    TokenService(Database &database, const ScopeBook &book, const core::Clock &clock,
                 std::chrono::seconds lifetime = defaultLifetime);

    //! One token a resource server, in the order in which the scopes name them. All scopes must exist.
    [[nodiscard]] QList<IssuedToken> issue(const ClientRecord &client, const QString &identityId,
                                           const QList<core::Scope> &scopes);
    //! \returns nothing for a token that is unknown, expired or revoked, or whose identity is gone.
    [[nodiscard]] std::optional<Caller> verify(const QByteArray &token) const;
    //! Ends a token of this client; another client's is left alone, and nobody is told.
    void revoke(const QByteArray &token, const QString &clientId);

private:
    Database &m_database;
    const ScopeBook &m_book;
    const core::Clock &m_clock;
    std::chrono::seconds m_lifetime;
};

//! Merges scopes of one name as Auth does: `a a[b]` is `a[b]`, and what is required wins over what is optional.
//! Source: globus-auth.md 6.
[[nodiscard]] QList<core::Scope> mergedScopes(const QList<core::Scope> &scopes);

} // namespace emulator::auth
