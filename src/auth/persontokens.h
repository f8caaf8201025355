#pragma once

#include "auth/tokenendpoint.h"
#include "core/apierror.h"
#include "net/tokensource.h"

#include <QHash>
#include <QObject>
#include <QPromise>

#include <functional>
#include <memory>

namespace auth {

//! The tokens of a person who signed in, in memory: one a resource server, each renewed by its own refresh token
//! shortly before its end or when a service rejects it.
//!
//! token() ─ valid, with the scopes ────────────────────────────────▶ ready
//!         ├ no token, or one without these scopes ─────────────────▶ Unauthorized: somebody has to consent
//!         └ ended ── refresh (one at a time a resource server) ────▶ kept, ready
//!                       ├ `invalid_grant` ─▶ forgotten, lost(), Unauthorized
//!                       └ any other failure ─▶ fails, the tokens stay
//!
//! What a refresh brings after forget(), put() or signOut() is not used, and ended at the server.
//!
//! Source: globus-auth.md 8
class PersonTokens final : public QObject, public net::TokenSource
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PersonTokens)

public:
    //! Writes the tokens to where they outlive the program. What it fails with does not keep a token from being used.
    using Keeper = std::function<QFuture<void>(const QList<AccessToken> &)>;

    //! endpoint and clock must outlive this.
    PersonTokens(const TokenEndpoint &endpoint, const core::Clock &clock, QObject *parent = nullptr);
    ~PersonTokens() override;

    //! Called with all tokens after each refresh, and waited for before the new token is used: whoever loses a refresh
    //! token has to sign in again.
    void setKeeper(Keeper keeper) { m_keeper = std::move(keeper); }
    //! Takes over what a sign-in granted, or what was kept: tokens of the same resource servers are replaced, others
    //! stay. Who waits for one of them gets it.
    void put(const QList<AccessToken> &tokens);
    //! In the order of their resource servers.
    [[nodiscard]] QList<AccessToken> all() const;
    //! Forgets all tokens; who waits for one gets Unauthorized.
    void forget();
    //! Ends each token at the server and forgets it there and then, refresh token first; meanwhile none is given out.
    //! Fails with the last error if some could not be ended: those stay.
    [[nodiscard]] QFuture<void> signOut();

    [[nodiscard]] QFuture<QString> token(const QString &resourceServer, const QStringList &scopes) override;
    [[nodiscard]] QFuture<QString> renew(const QString &resourceServer, const QStringList &scopes,
                                         const QString &rejected) override;

Q_SIGNALS:
    //! A refresh token was refused: nobody is signed in for that resource server any more.
    void lost(const QString &resourceServer);

private:
    struct Waiting
    {
        QList<core::Scope> scopes;
        QPromise<QString> promise;
    };
    //! One refresh under way; an answer to another number comes too late.
    struct Refresh
    {
        quint64 number = 0;
        QList<std::shared_ptr<Waiting>> waiting;
    };
    struct SigningOut;
    using Which = std::pair<QString, quint64>; //!< resource server and number of a refresh

    [[nodiscard]] QFuture<QString> refreshed(const QString &resourceServer, const QList<core::Scope> &scopes);
    void ask(const Which &which);
    void take(const Which &which, const Grant &grant);
    void failed(const Which &which, const core::ApiError &error);
    void keep();
    void answer(const Which &which);
    void refuse(const Which &which, const core::ApiError &error);
    void refuseAll(const core::ApiError &error);
    [[nodiscard]] bool isUnderWay(const Which &which) const;
    void endNext(const std::shared_ptr<SigningOut> &work);

    const TokenEndpoint &m_endpoint;
    const core::Clock &m_clock;
    Keeper m_keeper;
    QHash<QString, AccessToken> m_held;  //!< by resource server
    QHash<QString, Refresh> m_refreshes; //!< under way
    quint64 m_lastNumber = 0;
    QList<Which> m_toKeep; //!< answered, and not kept yet
    bool m_keeping = false;
    bool m_signingOut = false;
};

} // namespace auth
