#include "auth/tokenendpoint.h"

#include "auth/autherror.h"
#include "core/clock.h"
#include "core/json.h"
#include "core/settle.h"
#include "net/httpclient.h"

namespace auth {

using core::ApiError;

namespace {

//! A server may repeat in its words what was sent to it.
ApiError withoutWords(const ApiError &error)
{
    ApiError result = explained(error);
    if (result.httpStatus != 0)
        result.detail.clear();
    return result;
}

} // namespace

TokenEndpoint::TokenEndpoint(net::HttpClient &http, QUrl authUrl, QString clientId, const core::Clock &clock)
    : m_http(http)
    , m_authUrl(std::move(authUrl))
    , m_clientId(std::move(clientId))
    , m_clock(clock)
{
}

QFuture<QString> TokenEndpoint::issuer(QObject *scope) const
{
    net::Request request;
    request.baseUrl = m_authUrl;
    request.path = QStringLiteral(".well-known/openid-configuration");
    return m_http.send(request, scope)
        .then([](const net::Response &response) {
            const core::JsonParse parsed = core::parseJson(response.body, {256 * 1024, 32});
            const QString issuer = parsed ? core::stringMember(*parsed.value, "issuer") : QString();
            if (issuer.isEmpty())
                throw ApiError(ApiError::Kind::BadResponse, QStringLiteral("/issuer: missing"));
            return issuer;
        })
        .onFailed([](const ApiError &error) -> QString { throw withoutWords(error); });
}

net::Request TokenEndpoint::post(const QString &path, const Form &form) const
{
    QByteArray body = "client_id=" + QUrl::toPercentEncoding(m_clientId);
    for (const auto &[name, value] : form)
        body += '&' + name + '=' + QUrl::toPercentEncoding(value);
    net::Request request;
    request.method = "POST";
    request.baseUrl = m_authUrl;
    request.path = path;
    request.contentType = "application/x-www-form-urlencoded";
    request.body = body;
    request.idempotent = false;
    return request;
}

QFuture<Grant> TokenEndpoint::grant(const Form &form, const QList<core::Scope> &asked, QObject *scope) const
{
    const QDateTime sent = m_clock.now(); // a token's life is counted from before, never from after
    return m_http.send(post(QStringLiteral("v2/oauth2/token"), form), scope)
        .then([asked, sent](const net::Response &response) {
            Grant grant;
            grant.tokens = readTokenAnswer(response.body, asked, sent);
            grant.idToken = readIdTokenText(response.body);
            return grant;
        })
        .onFailed([](const ApiError &error) -> Grant { throw withoutWords(error); });
}

QFuture<Grant> TokenEndpoint::exchange(const QString &code, const QString &redirectUri, const QByteArray &verifier,
                                       const QList<core::Scope> &asked, QObject *scope) const
{
    return grant({{"grant_type", QStringLiteral("authorization_code")},
                  {"code", code},
                  {"redirect_uri", redirectUri},
                  {"code_verifier", QString::fromLatin1(verifier)}},
                 asked, scope);
}

QFuture<Grant> TokenEndpoint::refresh(const QString &refreshToken, const QList<core::Scope> &asked,
                                      QObject *scope) const
{
    return grant({{"grant_type", QStringLiteral("refresh_token")}, {"refresh_token", refreshToken}}, asked, scope);
}

QFuture<void> TokenEndpoint::revoke(const QString &token, QObject *scope) const
{
    net::Request request = post(QStringLiteral("v2/oauth2/token/revoke"), {{"token", token}});
    request.idempotent = true; // a dead token is answered like a live one
    return m_http.send(request, scope).then([](const net::Response &) {}).onFailed([](const ApiError &error) {
        throw withoutWords(error);
    });
}

} // namespace auth
