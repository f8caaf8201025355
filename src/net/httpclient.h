#pragma once

#include "core/apierror.h"
#include "net/tokensource.h"

#include <QByteArray>
#include <QDateTime>
#include <QFuture>
#include <QObject>
#include <QSslCertificate>
#include <QUrl>
#include <QUrlQuery>

#include <chrono>
#include <memory>
#include <optional>

class QNetworkAccessManager;

namespace net {

class Exchange;
struct Environment;

//! One call of a service. Paths are relative to `baseUrl`, without a leading slash, and not yet percent-encoded. Query
//! values are as QUrlQuery takes them: a plus is a plus, a literal per cent sign is given as `%25`.
struct Request
{
    QByteArray method = "GET"; //!< upper case
    QUrl baseUrl;
    QString path;
    QUrlQuery query;
    std::optional<QByteArray> body;              //!< absent: no body and no Content-Type
    QByteArray contentType = "application/json"; //!< used when there is a body
    QByteArray authorization;                    //!< a whole header value (Basic …); then `needs` is not used
    Requirements needs;                          //!< no resource server: sent without a token
    //! May the request be sent more than once? Never for anything that starts or changes something a second time.
    //! Not idempotent requests go out through OneShotBody and end in ApiError::Kind::Ambiguous when the answer is lost.
    bool idempotent = true;
    //! Sent by a timer, not because somebody wants it now: nobody is asked for a sign-in or a consent. It ends in the
    //! refusal, and may be sent again after HttpClient::obtained().
    bool background = false;
};

struct Response
{
    int status = 0; //!< 2xx
    QByteArray body;
    QByteArray contentType;
    QDateTime serverTime; //!< from `Date`, UTC; invalid if the server sent none
    QString requestId;
};

struct Limits
{
    //! Until the request has begun to leave: looking up the name, TCP, proxy and TLS together; zero: none.
    std::chrono::milliseconds connect{15'000};
    std::chrono::milliseconds idle{20'000}; //!< without a byte in either direction; zero: none
    std::chrono::milliseconds total{
        60'000}; //!< of one attempt, the body included. GLOBUS_SDK_HTTP_TIMEOUT sets it; zero: none
    std::chrono::milliseconds retryBudget{30'000};
    int maxRetries = 3;
    std::chrono::milliseconds firstBackoff{1'000}; //!< then doubled; with jitter; Retry-After goes before
    qint64 maxBody = 64 * 1024 * 1024;             //!< bytes of an answer's body, unpacked; more is BadResponse
};

//! Sends requests over the one QNetworkAccessManager: tokens, time limits, retries of what may be repeated, one renewal
//! of a rejected token, parking while an Authorizer asks a person, and no header or query value in any log.
//!
//! 401 → TokenSource::renew → sent once more → Authorizer::obtain (once for all that wait) → sent once more → fails.
//! 403 that asks for consent, a scope or a session → Authorizer::obtain → sent once more → fails.
//! For a request in the background nobody is asked: it fails instead.
//!
//! Plain HTTP to anything but a loopback address is refused (Network); loopback is never reached through a proxy.
//!
//! Failure is a core::ApiError in the future. Success is any 2xx. Redirects are followed (GET and HEAD only, at most
//! 5); the token never goes to another origin.
class HttpClient final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(HttpClient)

public:
    //! Both may be null; they must outlive the client. Without a token source requests with `needs` fail with
    //! Unauthorized.
    explicit HttpClient(TokenSource *tokens = nullptr, Authorizer *authorizer = nullptr, QObject *parent = nullptr);
    ~HttpClient() override;

    void setLimits(const Limits &limits);
    [[nodiscard]] const Limits &limits() const;
    //! Trusted instead of the system's authorities, from a bundle that the user named. Empty: the system's. Ends what
    //! is under way: meant for the time before the first request.
    void setCaCertificates(const QList<QSslCertificate> &certificates);
    //! Takes over what the environment says about time limits and certificates. A time limit that was given is that of
    //! the whole attempt and of a silence in it, and at most that of the connection. If it has problems nothing is
    //! sent: requests fail with them (Network). As setCaCertificates(). Source: design.md 5, flows-service.md 1.2.
    void configure(const Environment &environment);
    //! Sent as User-Agent and X-Globus-Client-Info; `flows-desktop` and this version unless set.
    void setProduct(const QString &name, const QString &version);
    [[nodiscard]] QNetworkAccessManager *accessManager() const;

    //! \param scope  destroying it aborts the request; the future then ends in Cancelled
    //! Fails with every kind of core::ApiError.
    [[nodiscard]] QFuture<Response> send(const Request &request, QObject *scope = nullptr);

Q_SIGNALS:
    //! After each attempt that reached the server or failed to; for the status line. No secrets; the path is encoded.
    void attempted(const QByteArray &method, const QString &path, int status, std::chrono::milliseconds took);
    //! Somebody signed in or consented: what was refused before, in the background, may be sent again.
    void obtained();

private:
    friend class Exchange;
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace net
