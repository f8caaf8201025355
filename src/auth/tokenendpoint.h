#pragma once

#include "auth/tokenanswer.h"

#include <QFuture>
#include <QUrl>

class QObject;

namespace core {
class Clock;
}

namespace net {
class HttpClient;
struct Request;
} // namespace net

namespace auth {

//! What the token endpoint gives for a code or a refresh token.
struct Grant
{
    QList<AccessToken> tokens; //!< one a resource server
    QByteArray idToken;        //!< empty if `openid` was not asked for
};

//! The calls of Globus Auth that a native client makes. Every call fails with a core::ApiError that holds nothing
//! of what was answered but a `code`: with Unauthorized when the code, the refresh token or the client is refused, else
//! as any request, but never with Ambiguous. Source: globus-auth.md 3
class TokenEndpoint final
{
public:
    //! All must outlive this. \param http  one without a token source
    TokenEndpoint(net::HttpClient &http, QUrl authUrl, QString clientId, const core::Clock &clock);

    //! `issuer` of the discovery document. \param scope  destroying it aborts the call, here and below
    [[nodiscard]] QFuture<QString> issuer(QObject *scope) const;
    //! \param redirectUri  byte for byte that of the authorize request
    //! \param asked        the scopes of the authorize request
    [[nodiscard]] QFuture<Grant> exchange(const QString &code, const QString &redirectUri, const QByteArray &verifier,
                                          const QList<core::Scope> &asked, QObject *scope) const;
    //! \param asked  what the token that is replaced carries
    [[nodiscard]] QFuture<Grant> refresh(const QString &refreshToken, const QList<core::Scope> &asked,
                                         QObject *scope) const;
    //! Ends an access or refresh token; one that is dead already is no error.
    [[nodiscard]] QFuture<void> revoke(const QString &token, QObject *scope) const;

    [[nodiscard]] QUrl authUrl() const { return m_authUrl; }
    [[nodiscard]] QString clientId() const { return m_clientId; }

private:
    using Form = QList<std::pair<QByteArray, QString>>;

    [[nodiscard]] net::Request post(const QString &path, const Form &form) const;
    [[nodiscard]] QFuture<Grant> grant(const Form &form, const QList<core::Scope> &asked, QObject *scope) const;

    net::HttpClient &m_http;
    QUrl m_authUrl;
    QString m_clientId;
    const core::Clock &m_clock;
};

} // namespace auth
