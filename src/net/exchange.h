#pragma once

#include "net/attempt.h"
#include "net/authqueue.h"
#include "net/httpclient.h"
#include "net/turnstile.h"

#include <QPromise>

namespace net {

struct ErrorBody;

//! One call from its first attempt to its end: token, redirects, retries, the cures for 401 and 403. Ends in exactly
//! one of a response and an error; destroying it aborts what is under way.
//!
//! authorize → attempt ─ 2xx ─────────────────────────────→ finish
//!    ↑           ├ 3xx (GET, HEAD) ────→ attempt elsewhere
//!    ├─ delay ←──┼ worth a retry
//!    ├─ renew ←──┼ first 401
//!    └─ obtain ←─┴ second 401, 403 that asks for it
class Exchange final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Exchange)

public:
    //! \param parent  must outlive everything the exchange does
    Exchange(HttpClient &client, Request request, HttpClient *parent);
    ~Exchange() override;

    [[nodiscard]] QFuture<Response> future() const { return m_promise.future(); }
    void start();
    //! Ends in Cancelled unless it has ended already.
    void cancel();

private:
    void authorize();
    void onNoToken(const core::ApiError &error);
    void sendWithToken(const QString &token);
    void send(const QByteArray &authorization);
    void launch();
    void onAttempt(const AttemptResult &result);
    void onAnswer(const AttemptResult &result);
    void onError(const AttemptResult &result, const ErrorBody &body);
    void follow(const AttemptResult &result);
    [[nodiscard]] bool mayAsk() const;
    [[nodiscard]] bool cure(const AttemptResult &result, const ErrorBody &body);
    void renew();
    void obtain(const Requirements &needs);
    void retryOrFail(const core::ApiError &error, bool worthRepeating);
    void report(const AttemptResult &result);
    void succeed(const AttemptResult &result);
    void fail(const core::ApiError &error);

    HttpClient &m_client;
    Request m_request;
    Limits m_limits;
    QPromise<Response> m_promise;
    std::unique_ptr<Turnstile::Ticket> m_ticket; //!< held while an attempt waits or runs
    Attempt *m_attempt = nullptr;
    QElapsedTimer m_spent;
    QUrl m_url;                 //!< where the next attempt goes
    QString m_token;            //!< the one of the last attempt
    QByteArray m_authorization; //!< header of the attempts; empty once a redirect led to another origin
    int m_redirects = 0;
    int m_retries = 0;
    int m_moment = 0; //!< of AuthQueue, when the token was asked for
    bool m_renewed = false;
    bool m_obtained = false;
    bool m_ended = false;
};

} // namespace net
