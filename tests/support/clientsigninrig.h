#pragma once

#include "support/fakeauth.h"
#include "support/rawhttp.h"

#include "auth/signin.h"
#include "core/clock.h"
#include "net/httpclient.h"

#include <QSignalSpy>

#include <memory>

namespace testsupport {

//! A sign-in at a FakeAuth, and the browser in which it happens.
class ClientSignInRig
{
public:
    explicit ClientSignInRig(auth::SignIn::Way way = auth::SignIn::Way::Browser, const QString &expectedId = {})
        : endpoint(http, auth.server.url(), QStringLiteral("client"), clock)
    {
        net::Limits limits;
        limits.maxRetries = 0;
        http.setLimits(limits);
        const auto scopes = core::Scope::parseList(u"openid email flows/all[*dep] transfer/all");
        signIn = std::make_unique<auth::SignIn>(endpoint, clock, auth::SignInWish{*scopes, {}, expectedId, {}}, way);
        QObject::connect(signIn.get(), &auth::SignIn::finished, signIn.get(),
                         [this](const auth::SignInOutcome &outcome) { outcomes.append(outcome); });
    }

    //! Begins, and lets the person allow it.
    void allow() { visit(auth.allow(begin())); }
    //! \returns the page
    QUrl begin()
    {
        signIn->begin();
        return signIn->page();
    }
    //! The browser follows its redirect.
    void visit(const QUrl &address)
    {
        browser = std::make_unique<RawHttp>(static_cast<quint16>(address.port()));
        browser->request("GET", "/?" + address.query(QUrl::FullyEncoded).toLatin1());
    }

    FakeAuth auth;
    core::SystemClock clock;
    net::HttpClient http;
    auth::TokenEndpoint endpoint;
    std::unique_ptr<auth::SignIn> signIn;
    std::unique_ptr<RawHttp> browser;
    QList<auth::SignInOutcome> outcomes;
};

} // namespace testsupport
