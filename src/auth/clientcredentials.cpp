#include "auth/clientcredentials.h"

#include "auth/autherror.h"
#include "core/logging.h"
#include "core/settle.h"
#include "net/environment.h"

#include <QUrl>

namespace auth {

using core::ApiError;
using core::Scope;

namespace {

QByteArray formEncoded(const QString &text)
{
    return QUrl::toPercentEncoding(text);
}

//! Reads scope strings; nothing if one of them is malformed.
std::optional<QList<Scope>> parsed(const QStringList &scopes)
{
    QList<Scope> result;
    for (const QString &text : scopes) {
        const auto list = Scope::parseList(text);
        if (!list)
            return std::nullopt;
        result = united(result, *list);
    }
    return result;
}

std::unique_ptr<net::HttpClient> configured(const net::Environment &environment)
{
    auto http = std::make_unique<net::HttpClient>();
    http->configure(environment);
    return http;
}

} // namespace

ClientCredentials::ClientCredentials(std::unique_ptr<net::HttpClient> http, QUrl authUrl, Client client,
                                     const core::Clock *clock, QObject *parent)
    : QObject(parent)
    , m_http(std::move(http))
    , m_authUrl(std::move(authUrl))
    , m_client(std::move(client))
    , m_clock(clock != nullptr ? clock : &m_systemClock)
{
}

ClientCredentials::ClientCredentials(const net::Environment &environment, QObject *parent)
    : ClientCredentials(configured(environment), environment.authUrl, {environment.clientId, environment.clientSecret},
                        nullptr, parent)
{
}

ClientCredentials::~ClientCredentials()
{
    while (!m_pending.isEmpty())
        fail(m_pending.first(), ApiError(ApiError::Kind::Cancelled));
}

QDateTime ClientCredentials::now() const
{
    return m_clock->now();
}

QFuture<QString> ClientCredentials::token(const QString &resourceServer, const QStringList &scopes)
{
    const auto wanted = parsed(scopes);
    if (!wanted)
        return core::failedFuture<QString>(
            ApiError(ApiError::Kind::Internal, QStringLiteral("Malformed scope: %1").arg(scopes.join(u' '))));
    if (const AccessToken *kept = m_shelf.find(resourceServer, *wanted, now()))
        return core::readyFuture(kept->token);
    return request(resourceServer, *wanted);
}

QFuture<QString> ClientCredentials::renew(const QString &resourceServer, const QStringList &scopes,
                                          const QString &rejected)
{
    if (m_shelf.holds(resourceServer, rejected))
        m_shelf.drop(resourceServer);
    return token(resourceServer, scopes);
}

QFuture<QString> ClientCredentials::request(const QString &resourceServer, const QList<Scope> &scopes)
{
    if (m_client.id.isEmpty())
        return core::failedFuture<QString>(
            ApiError(ApiError::Kind::Unauthorized, QStringLiteral("No client is named that could sign in.")));
    // A new token replaces the old one, so it must be able to do all that the old one could, and what is on its way.
    QList<Scope> asked = m_shelf.scopes(resourceServer);
    for (const auto &pending : std::as_const(m_pending)) {
        if (pending->resourceServer != resourceServer)
            continue;
        if (covers(pending->asked, scopes))
            return pending->promise.future();
        asked = united(asked, pending->asked);
    }
    asked = united(asked, scopes);
    if (asked.isEmpty())
        return core::failedFuture<QString>(
            ApiError(ApiError::Kind::Unauthorized, QStringLiteral("No scope is known for %1.").arg(resourceServer)));
    auto pending = std::make_shared<Pending>();
    pending->resourceServer = resourceServer;
    pending->asked = asked;
    pending->promise.start();
    m_pending.append(pending);
    QFuture<QString> future = pending->promise.future();
    post(pending);
    return future;
}

void ClientCredentials::post(const std::shared_ptr<Pending> &pending)
{
    net::Request request;
    request.method = "POST";
    request.baseUrl = m_authUrl;
    request.path = QStringLiteral("v2/oauth2/token");
    request.contentType = "application/x-www-form-urlencoded";
    request.body = "grant_type=client_credentials&scope=" + formEncoded(Scope::toString(pending->asked));
    const QString pair = m_client.id + u':' + m_client.secret;
    request.authorization = "Basic " + pair.toUtf8().toBase64();
    request.idempotent = false;
    core::settle(
        m_http->send(request, this), this,
        [this, pending](const net::Response &response) { onAnswer(pending, response); },
        [this, pending](const ApiError &error) { fail(pending, explained(error)); });
}

void ClientCredentials::onAnswer(const std::shared_ptr<Pending> &pending, const net::Response &response)
{
    QList<AccessToken> tokens;
    try {
        tokens = readTokenAnswer(response.body, pending->asked, now());
    } catch (const ApiError &error) {
        return fail(pending, error);
    }
    QString token;
    bool enough = false;
    for (const AccessToken &answer : std::as_const(tokens)) {
        m_shelf.put(answer, now());
        if (answer.resourceServer != pending->resourceServer)
            continue;
        token = answer.token;
        enough = covers(answer.scopes, pending->asked);
    }
    if (token.isEmpty())
        return fail(
            pending,
            ApiError(
                ApiError::Kind::BadResponse,
                QStringLiteral("The answer of the token endpoint has no token for %1.").arg(pending->resourceServer)));
    if (!enough)
        return fail(pending, ApiError(ApiError::Kind::Unauthorized,
                                      QStringLiteral("The token for %1 does not carry all scopes that were asked for.")
                                          .arg(pending->resourceServer)));
    qCInfo(lcAuth).noquote() << "got a token for" << pending->resourceServer;
    finish(pending, token);
}

void ClientCredentials::finish(const std::shared_ptr<Pending> &pending, const QString &token)
{
    m_pending.removeOne(pending);
    pending->promise.addResult(token);
    pending->promise.finish();
}

void ClientCredentials::fail(const std::shared_ptr<Pending> &pending, const ApiError &error)
{
    m_pending.removeOne(pending);
    pending->promise.setException(error);
    pending->promise.finish();
}

} // namespace auth
