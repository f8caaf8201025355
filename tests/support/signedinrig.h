#pragma once

#include "support/personbrowser.h"

#include "auth/personauthorizer.h"
#include "auth/persontokens.h"
#include "auth/signin.h"
#include "auth/tokenendpoint.h"
#include "core/clock.h"
#include "flows/flowsclient.h"
#include "net/httpclient.h"

#include <QUrl>

namespace testsupport {

//! Everything that a person's account is made of, at a service: tokens, somebody to ask with a browser, and a client.
class SignedInRig
{
public:
    SignedInRig(const QUrl &service, const QString &clientId, const core::Clock &clock)
        : endpoint(authHttp, service, clientId, clock)
        , tokens(endpoint, clock)
        , authorizer(endpoint, clock, tokens, browser)
        , http(&tokens, &authorizer)
        , flows(http, service)
    {
        net::Limits limits;
        limits.maxRetries = 0;
        authHttp.setLimits(limits);
        http.setLimits(limits);
        QObject::connect(&authHttp, &net::HttpClient::attempted, &authHttp,
                         [this](const QByteArray &method, const QString &path, int status) {
                             authCalls.append(QString::fromLatin1(method) + u' ' + path + u' ' +
                                              QString::number(status));
                         });
    }

    net::HttpClient authHttp;
    auth::TokenEndpoint endpoint;
    PersonBrowser browser;
    auth::PersonTokens tokens;
    auth::PersonAuthorizer authorizer;
    net::HttpClient http;
    flows::FlowsClient flows;
    QStringList authCalls; //!< `POST /v2/oauth2/token 200`, …
};

} // namespace testsupport
