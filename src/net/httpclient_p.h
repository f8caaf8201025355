#pragma once

#include "net/authqueue.h"
#include "net/httpclient.h"
#include "net/turnstile.h"

#include <QNetworkAccessManager>
#include <QSslConfiguration>

namespace net {

class HttpClient::Private
{
public:
    Private(TokenSource *tokens, Authorizer *authorizer)
        : auth(tokens, authorizer)
    {
    }

    QNetworkAccessManager network;
    AuthQueue auth;
    Turnstile turnstile;
    Limits limits;
    QByteArray userAgent;
    QByteArray clientInfo;
    std::optional<QSslConfiguration> tls; //!< only with authorities of one's own
    QString problem;                      //!< why nothing is sent; empty: all is well
    bool closing = false;
};

} // namespace net
