#pragma once

#include "auth/tokenshelf.h"
#include "core/clock.h"
#include "net/httpclient.h"

#include <QObject>
#include <QPromise>

#include <memory>

namespace net {
struct Environment;
}

namespace auth {

//! Tokens for a confidential client: it signs in with its id and secret, nobody is asked. Used with the emulator and
//! for service accounts. Id, secret and tokens stay in memory.
//!
//! token() ─ kept, valid, with the scopes ──────────────────────────────→ ready
//!         └ POST v2/oauth2/token (one at a time for the same scopes) ──→ kept, ready
//!
//! Source: globus-auth.md 3.2, client credentials
class ClientCredentials final : public QObject, public net::TokenSource
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ClientCredentials)

public:
    struct Client
    {
        QString id;
        QString secret;
    };

    //! \param http     one of its own, without a token source
    //! \param authUrl  base URL of Globus Auth
    //! \param clock    must outlive this; null for the machine's
    ClientCredentials(std::unique_ptr<net::HttpClient> http, QUrl authUrl, Client client,
                      const core::Clock *clock = nullptr, QObject *parent = nullptr);
    //! The client that the environment names, at its Auth, with its time limits and certificates. Tokens fail with
    //! Unauthorized, without a request, if it names none; with Network if it has problems.
    explicit ClientCredentials(const net::Environment &environment, QObject *parent = nullptr);
    ~ClientCredentials() override;

    //! With scopes that the kept token lacks, a token for all of both is asked for. Fails with Unauthorized (the
    //! server's word as detail) if the client or a scope is refused or no scope is known for that server, BadResponse,
    //! Network, Timeout, RateLimited, Server.
    [[nodiscard]] QFuture<QString> token(const QString &resourceServer, const QStringList &scopes) override;
    [[nodiscard]] QFuture<QString> renew(const QString &resourceServer, const QStringList &scopes,
                                         const QString &rejected) override;

private:
    struct Pending
    {
        QString resourceServer;
        QList<core::Scope> asked;
        QPromise<QString> promise;
    };

    [[nodiscard]] QFuture<QString> request(const QString &resourceServer, const QList<core::Scope> &scopes);
    void post(const std::shared_ptr<Pending> &pending);
    void onAnswer(const std::shared_ptr<Pending> &pending, const net::Response &response);
    void finish(const std::shared_ptr<Pending> &pending, const QString &token);
    void fail(const std::shared_ptr<Pending> &pending, const core::ApiError &error);
    [[nodiscard]] QDateTime now() const;

    std::unique_ptr<net::HttpClient> m_http;
    QUrl m_authUrl;
    Client m_client;
    core::SystemClock m_systemClock;
    const core::Clock *m_clock;
    TokenShelf m_shelf;
    QList<std::shared_ptr<Pending>> m_pending;
};

} // namespace auth
