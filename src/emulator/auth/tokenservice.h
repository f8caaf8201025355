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
    QByteArray refreshToken; //!< empty: none was asked for
};

//! What tokens are issued for.
struct TokenTerms
{
    QString clientId;
    QString identityId;
    QList<core::Scope> scopes;
    QString grantId; //!< the sign-in that they come from; empty: from none
    Session session;
    bool offline = false;       //!< they may go on while the person is away: what is issued from them can be refreshed
    bool refreshTokens = false; //!< with refresh tokens
    QString parent{};           //!< hash of the token that they are issued from; empty: from none
};

//! Issues and recognises tokens: one for each resource server. All calls throw StoreError.
class TokenService
{
public:
    //! Source of the lifetimes: globus-auth.md 8.
    static constexpr std::chrono::seconds defaultLifetime{172800};
    static constexpr qint64 refreshDays = 183; //!< that a refresh token lives unused

    TokenService(Database &database, const ScopeBook &book, const core::Clock &clock,
                 std::chrono::seconds lifetime = defaultLifetime);

    //! One token a resource server, in the order in which the scopes name them. \returns none for scopes that do not
    //! exist (any more).
    [[nodiscard]] QList<IssuedToken> issue(const TokenTerms &terms);
    //! For a client that acts by itself.
    [[nodiscard]] QList<IssuedToken> issue(const ClientRecord &client, const QString &identityId,
                                           const QList<core::Scope> &scopes);
    //! A new access token for a refresh token of this client, with the consents of today. The refresh token stays, or a
    //! new one takes its place; one that was replaced ends all that came from its sign-in when it is used again, one
    //! that was revoked ends nothing more.
    //! \returns nothing for a token that is unknown, another client's, dead or no refresh token.
    [[nodiscard]] std::optional<IssuedToken> refresh(const QByteArray &token, const QString &clientId, bool rotate);
    //! \returns nothing for a token that is unknown, expired or revoked, or whose identity is gone.
    [[nodiscard]] std::optional<Caller> verify(const QByteArray &token) const;
    //! Ends a token of this client with all that others got for it; a refresh token with the access tokens that it
    //! belongs to. Another client's is left alone, and nobody is told.
    void revoke(const QByteArray &token, const QString &clientId);
    //! Ends all that came from one sign-in, whoever has it.
    void revokeGrant(const QString &grantId);

private:
    QByteArray put(const TokenTerms &terms, const QString &resourceServer, TokenKind kind, const QDateTime &expiresAt);

    Database &m_database;
    const ScopeBook &m_book;
    const core::Clock &m_clock;
    std::chrono::seconds m_lifetime;
};

//! Merges scopes of one name as Auth does: `a a[b]` is `a[b]`, and what is required wins over what is optional.
//! Source: globus-auth.md 6.
[[nodiscard]] QList<core::Scope> mergedScopes(const QList<core::Scope> &scopes);

} // namespace emulator::auth
