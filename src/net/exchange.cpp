#include "net/exchange.h"

#include "core/logging.h"
#include "core/settle.h"
#include "net/answer.h"
#include "net/httpclient_p.h"
#include "net/origin.h"
#include "net/redaction.h"
#include "net/retrypolicy.h"

#include <QRandomGenerator>
#include <QtConcurrent>

namespace net {

using core::ApiError;

namespace {

constexpr int maxRedirects = 5;
constexpr qsizetype parseHereLimit = 16 * 1024; // qt-style.md 4

bool isRedirect(int status)
{
    return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

//! A token is part of a header: nothing in it may end the line.
bool fitsHeader(const QString &token)
{
    return !token.isEmpty() && std::all_of(token.begin(), token.end(), [](QChar c) { return c > u' ' && c < u'\x7f'; });
}

} // namespace

Exchange::Exchange(HttpClient &client, Request request, HttpClient *parent)
    : QObject(parent)
    , m_client(client)
    , m_request(std::move(request))
    , m_limits(client.limits())
{
    m_promise.start();
}

Exchange::~Exchange() = default;

void Exchange::start()
{
    m_spent.start();
    authorize();
}

void Exchange::cancel()
{
    fail(ApiError(ApiError::Kind::Cancelled));
}

//! The beginning of every try, the first one and each after a cure or a delay.
void Exchange::authorize()
{
    if (m_ended)
        return;
    m_url = urlOf(m_request);
    m_redirects = 0;
    m_token.clear();
    const QString &problem = m_client.d->problem;
    if (const QString why = problem.isEmpty() ? refusal(m_url) : problem; !why.isEmpty())
        return fail(ApiError(ApiError::Kind::Network, why));
    if (!m_request.authorization.isEmpty() || m_request.needs.resourceServer.isEmpty())
        return send(m_request.authorization);
    m_moment = m_client.d->auth.moment();
    core::settle(
        m_client.d->auth.token(m_request.needs), this, [this](const QString &token) { sendWithToken(token); },
        [this](const ApiError &error) { onNoToken(error); });
}

void Exchange::onNoToken(const ApiError &error)
{
    if (m_ended)
        return;
    if (error.kind == ApiError::Kind::Unauthorized && mayAsk())
        return obtain(m_request.needs);
    ApiError seen = error;
    if (seen.kind == ApiError::Kind::Ambiguous) // about the token; this request was not sent
        seen.kind = ApiError::Kind::Network;
    retryOrFail(seen, true);
}

void Exchange::sendWithToken(const QString &token)
{
    if (m_ended)
        return;
    if (!fitsHeader(token))
        return fail(ApiError(ApiError::Kind::Internal, QStringLiteral("The access token can not be sent.")));
    m_token = token;
    send("Bearer " + token.toLatin1());
}

void Exchange::send(const QByteArray &authorization)
{
    m_authorization = authorization;
    // The access manager keeps connections for requests without HTTP/2 apart; so a start never waits behind reading.
    const QString lane = m_url.adjusted(QUrl::RemovePath | QUrl::RemoveQuery).toString() +
                         (m_request.idempotent ? QString() : QStringLiteral("once"));
    m_ticket = m_client.d->turnstile.enter(lane, [this] { launch(); });
}

void Exchange::launch()
{
    AttemptSpec spec;
    spec.request.setUrl(m_url);
    spec.request.setRawHeader("Accept", "application/json");
    spec.request.setRawHeader("User-Agent", m_client.d->userAgent);
    spec.request.setRawHeader("X-Globus-Client-Info", m_client.d->clientInfo);
    if (!m_authorization.isEmpty())
        spec.request.setRawHeader("Authorization", m_authorization);
    if (m_request.body)
        spec.request.setHeader(QNetworkRequest::ContentTypeHeader, m_request.contentType);
    if (m_client.d->tls)
        spec.request.setSslConfiguration(*m_client.d->tls);
    spec.method = m_request.method;
    spec.body = m_request.body;
    spec.idempotent = m_request.idempotent;
    spec.limits = m_limits;
    m_attempt = new Attempt(m_client.d->network, std::move(spec), this);
    connect(m_attempt, &Attempt::finished, this, &Exchange::onAttempt);
}

void Exchange::onAttempt(const AttemptResult &result)
{
    m_attempt->deleteLater();
    m_attempt = nullptr;
    m_ticket.reset();
    const QPointer<Exchange> alive(this);
    report(result);
    if (alive.isNull() || m_ended)
        return;
    if (result.failure)
        retryOrFail(*result.failure, result.worthRepeating);
    else
        onAnswer(result);
}

void Exchange::onAnswer(const AttemptResult &result)
{
    if (result.status >= 200 && result.status < 300)
        return succeed(result);
    if (isRedirect(result.status))
        return follow(result);
    if (result.body.size() <= parseHereLimit)
        return onError(result, ErrorBody::read(result.body));
    core::settle(
        QtConcurrent::run(&ErrorBody::read, result.body), this,
        [this, result](const ErrorBody &body) { onError(result, body); },
        [this](const ApiError &error) { fail(error); });
}

void Exchange::onError(const AttemptResult &result, const ErrorBody &body)
{
    if (!m_ended && !cure(result, body))
        retryOrFail(errorOf(result, body), true);
}

void Exchange::follow(const AttemptResult &result)
{
    const auto refuse = [&](const QString &why) {
        ApiError error = errorOf(result, {});
        error.detail = why;
        fail(error);
    };
    if (m_request.method != "GET" && m_request.method != "HEAD")
        return refuse(QStringLiteral("The server sent a %1 elsewhere, which is followed for GET only.")
                          .arg(QString::fromLatin1(m_request.method)));
    if (++m_redirects > maxRedirects)
        return refuse(QStringLiteral("The server sent the request on more than %1 times.").arg(maxRedirects));
    const QByteArray location = result.header("Location");
    const QUrl target = m_url.resolved(QUrl::fromEncoded(location));
    if (location.isEmpty() || !target.isValid())
        return refuse(QStringLiteral("The server sent the request on to nowhere."));
    if (const QString why = refusal(target); !why.isEmpty())
        return refuse(why);
    if (m_url.scheme() == QLatin1String("https") && target.scheme() != QLatin1String("https"))
        return refuse(QStringLiteral("The server sent the request on from HTTPS to plain HTTP."));
    // Once gone it stays away: another origin must not choose what our token is sent to.
    const bool stays = sameOrigin(m_url, target);
    m_url = target.adjusted(QUrl::RemoveFragment);
    send(stays ? m_authorization : QByteArray());
}

//! True if a person may be asked for what is missing: once, and not for what nobody waits for.
bool Exchange::mayAsk() const
{
    return !m_request.background && !m_obtained && m_client.d->auth.canObtain();
}

//! \returns true if something was begun after which the request is sent once more.
bool Exchange::cure(const AttemptResult &result, const ErrorBody &body)
{
    const bool withToken = !m_token.isEmpty() && !m_authorization.isEmpty();
    if (!withToken)
        return false;
    if (result.status == 401 && !m_renewed) {
        renew();
        return true;
    }
    const bool asks = result.status == 401 || (result.status == 403 && body.wantsAuthorization);
    if (!asks || !mayAsk())
        return false;
    Requirements needs = m_request.needs;
    needs.authorizationParameters = body.authorizationParameters();
    obtain(needs);
    return true;
}

void Exchange::renew()
{
    m_renewed = true;
    m_url = urlOf(m_request);
    m_redirects = 0;
    core::settle(
        m_client.d->auth.renew(m_request.needs, m_token), this, [this](const QString &token) { sendWithToken(token); },
        [this](const ApiError &error) { onNoToken(error); });
}

void Exchange::obtain(const Requirements &needs)
{
    m_obtained = true;
    core::settle(
        m_client.d->auth.obtain(needs, m_moment), this,
        [this] {
            m_spent.restart(); // a person's time does not count
            authorize();
        },
        [this](const ApiError &error) { fail(error); });
}

void Exchange::retryOrFail(const ApiError &error, bool worthRepeating)
{
    if (worthRepeating && mayRetry(m_request, error)) {
        const auto delay = retryDelay(m_limits, m_retries, std::chrono::milliseconds(m_spent.elapsed()),
                                      error.retryAfter, QRandomGenerator::global()->generateDouble());
        if (delay) {
            ++m_retries;
            qCInfo(lcNet).noquote() << m_request.method << redacted(m_url.adjusted(QUrl::RemoveQuery)) << "again in"
                                    << delay->count() << "ms";
            QTimer::singleShot(*delay, this, &Exchange::authorize);
            return;
        }
    }
    fail(error);
}

void Exchange::report(const AttemptResult &result)
{
    const QString path = m_url.path(QUrl::FullyEncoded); // no line ends in a log
    qCInfo(lcNet).noquote() << m_request.method << redacted(path)
                            << (result.failure ? ApiError::kindName(result.failure->kind)
                                               : QString::number(result.status))
                            << result.took.count() << "ms" << requestIdOf(result);
    Q_EMIT m_client.attempted(m_request.method, path, result.status, result.took);
}

void Exchange::succeed(const AttemptResult &result)
{
    if (m_ended)
        return;
    m_ended = true;
    deleteLater();
    QPromise<Response> promise = std::move(m_promise); // what waits may destroy us
    promise.addResult(responseOf(result));
    promise.finish();
}

void Exchange::fail(const ApiError &error)
{
    if (m_ended)
        return;
    m_ended = true;
    delete m_attempt;
    m_attempt = nullptr;
    m_ticket.reset();
    deleteLater();
    QPromise<Response> promise = std::move(m_promise);
    promise.setException(error);
    promise.finish();
}

} // namespace net
