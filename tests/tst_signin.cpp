#include "support/clientsigninrig.h"
#include "support/testmain.h"

#include <QTest>
#include <QUrlQuery>

using auth::SignIn;
using Kind = auth::SignInOutcome::Kind;
using testsupport::ClientSignInRig;

//! Signing in, as it goes when nothing goes wrong, and when the person does something else.
class SignInTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void signsIn()
    {
        ClientSignInRig rig;
        QSignalSpy pages(rig.signIn.get(), &SignIn::pageReady);
        rig.allow();
        QTRY_COMPARE(rig.outcomes.size(), 1);
        const auth::SignInOutcome &outcome = rig.outcomes.first();
        QCOMPARE(outcome.kind, Kind::SignedIn);
        QVERIFY2(rig.auth.refusals.isEmpty(), qPrintable(rig.auth.refusals.join(u' ')));
        QCOMPARE(pages.size(), 1);
        QCOMPARE(outcome.person.identity.id, rig.auth.subject);
        QCOMPARE(outcome.grant.tokens.size(), 3);
        QCOMPARE(outcome.grant.tokens[1].resourceServer, QStringLiteral("flows"));
        QCOMPARE(core::Scope::toString(outcome.grant.tokens[1].scopes), QStringLiteral("flows/all[*dep]"));
        QCOMPARE(outcome.grant.tokens[1].refreshToken, QStringLiteral("refresh-flows"));
        QTRY_VERIFY(rig.browser->closed());
        QVERIFY(rig.browser->received().contains("You are signed in"));
        QVERIFY(rig.auth.revoked.isEmpty());
        QCOMPARE(rig.auth.server.count("POST"), 1);
    }

    void everyAttemptIsItsOwn()
    {
        QSet<QString> seen;
        for (int i = 0; i < 3; ++i) {
            ClientSignInRig rig;
            const QUrlQuery query(rig.begin());
            for (const char *name : {"state", "nonce", "code_challenge"})
                seen.insert(query.queryItemValue(QLatin1String(name)));
        }
        QCOMPARE(seen.size(), 9);
    }

    void aCopiedCode()
    {
        ClientSignInRig rig(SignIn::Way::CopiedCode);
        const QUrl page = rig.begin();
        const QUrlQuery query(page);
        QCOMPARE(query.queryItemValue(QStringLiteral("redirect_uri"), QUrl::FullyDecoded),
                 rig.auth.server.url().toString() + QStringLiteral("v2/web/auth-code"));
        const QString code = QUrlQuery(rig.auth.allow(page)).queryItemValue(QStringLiteral("code"));
        rig.signIn->enterCode(QStringLiteral("  "));
        rig.signIn->enterCode(QLatin1Char(' ') + code + QLatin1Char('\n'));
        rig.signIn->enterCode(code); // twice
        QTRY_COMPARE(rig.outcomes.size(), 1);
        QCOMPARE(rig.outcomes.first().kind, Kind::SignedIn);
        QCOMPARE(rig.auth.server.count("POST"), 1);
    }

    void noCodeIsTakenByHandFromABrowser()
    {
        ClientSignInRig rig;
        rig.begin();
        rig.signIn->enterCode(QStringLiteral("anything"));
        QTest::qWait(50);
        QVERIFY(rig.auth.server.requests().isEmpty() && rig.outcomes.isEmpty());
    }

    void declined()
    {
        ClientSignInRig rig;
        rig.visit(testsupport::FakeAuth::decline(rig.begin()));
        QTRY_COMPARE(rig.outcomes.size(), 1);
        QCOMPARE(rig.outcomes.first().kind, Kind::Declined);
        QTRY_VERIFY(rig.browser->closed());
        QVERIFY(rig.browser->received().contains("You declined"));
        QVERIFY(rig.auth.server.requests().isEmpty());
    }

    void refusedByTheServer()
    {
        ClientSignInRig rig;
        rig.visit(testsupport::FakeAuth::decline(rig.begin(), QStringLiteral("login_required")));
        QTRY_COMPARE(rig.outcomes.size(), 1);
        QCOMPARE(rig.outcomes.first().kind, Kind::Refused);
        QCOMPARE(rig.outcomes.first().reason, QStringLiteral("because"));
        QTRY_VERIFY(rig.browser->closed());
        QVERIFY(!rig.browser->received().contains("because"));
    }

    void nobodyComesBack()
    {
        ClientSignInRig rig;
        rig.signIn->setLimit(std::chrono::milliseconds(100));
        const QUrl page = rig.begin();
        QTRY_COMPARE(rig.outcomes.size(), 1);
        QCOMPARE(rig.outcomes.first().kind, Kind::TimedOut);
        rig.visit(rig.auth.allow(page)); // too late
        QTRY_COMPARE(rig.browser->socket().error(), QAbstractSocket::ConnectionRefusedError);
        QCOMPARE(rig.outcomes.size(), 1);
    }

    void cancelled()
    {
        ClientSignInRig rig;
        const QUrl page = rig.begin();
        rig.signIn->cancel();
        rig.signIn->cancel();
        QCOMPARE(rig.outcomes.size(), 1);
        QCOMPARE(rig.outcomes.first().kind, Kind::Cancelled);
        QVERIFY(rig.signIn->page().isEmpty());
        rig.visit(rig.auth.allow(page)); // at once
        QTRY_COMPARE(rig.browser->socket().error(), QAbstractSocket::ConnectionRefusedError);
        QCOMPARE(rig.outcomes.size(), 1);
        QVERIFY(rig.auth.server.requests().isEmpty());
    }

    void aCodeThatComesWithTheCancel()
    {
        ClientSignInRig rig;
        const QUrl page = rig.begin();
        rig.visit(rig.auth.allow(page));
        connect(rig.signIn.get(), &SignIn::exchanging, rig.signIn.get(), [&rig] { rig.signIn->cancel(); });
        QTRY_COMPARE(rig.outcomes.size(), 1);
        QTest::qWait(50);
        QCOMPARE(rig.outcomes.first().kind, Kind::Cancelled);
        QCOMPARE(rig.outcomes.size(), 1);
        QVERIFY(rig.auth.server.requests().isEmpty());
    }

    void anAddressThatIsNotSafe()
    {
        ClientSignInRig rig;
        const auth::TokenEndpoint plain(rig.http, QUrl(QStringLiteral("http://auth.example/")),
                                        QStringLiteral("client"), rig.clock);
        auth::SignInWish wish;
        wish.scopes = *core::Scope::parseList(u"openid");
        SignIn signIn(plain, rig.clock, wish, SignIn::Way::Browser);
        QSignalSpy finished(&signIn, &SignIn::finished);
        QSignalSpy pages(&signIn, &SignIn::pageReady);
        signIn.begin();
        QCOMPARE(finished.size(), 1);
        QCOMPARE(pages.size(), 0);
    }

    void cancelledWhileTokensAreFetched()
    {
        ClientSignInRig rig;
        rig.auth.tokenAnswer = testsupport::Answer::silence();
        rig.allow();
        QTRY_COMPARE(rig.auth.server.count("POST"), 1);
        rig.signIn->cancel();
        QCOMPARE(rig.outcomes.size(), 1);
        QTRY_VERIFY(rig.browser->closed());
        QVERIFY(rig.browser->received().contains("has ended"));
        QTRY_COMPARE(rig.auth.server.open(), 1); // that of the discovery document; the other was aborted
    }

    void goneInTheMiddle()
    {
        for (const bool exchanging : {false, true}) {
            ClientSignInRig rig;
            rig.auth.tokenAnswer = testsupport::Answer::silence();
            const QUrl page = rig.begin();
            if (exchanging) {
                rig.visit(rig.auth.allow(page));
                QTRY_COMPARE(rig.auth.server.count("POST"), 1);
            }
            rig.signIn.reset();
            QTest::qWait(20);
            QVERIFY(rig.outcomes.isEmpty());
        }
    }

    void theRightIdentity()
    {
        ClientSignInRig rig(SignIn::Way::Browser, QStringLiteral("0a46-person"));
        rig.allow();
        QTRY_COMPARE(rig.outcomes.size(), 1);
        QCOMPARE(rig.outcomes.first().kind, Kind::SignedIn);
    }

    void anotherIdentity()
    {
        ClientSignInRig rig(SignIn::Way::Browser, QStringLiteral("somebody-else"));
        rig.allow();
        QTRY_COMPARE(rig.outcomes.size(), 1);
        QCOMPARE(rig.outcomes.first().kind, Kind::OtherIdentity);
        QCOMPARE(rig.outcomes.first().person.identity.username, QStringLiteral("person@example.org"));
        QVERIFY(rig.outcomes.first().grant.tokens.isEmpty());
        rig.signIn.reset();                       // whoever showed it has closed
        QTRY_COMPARE(rig.auth.revoked.size(), 6); // access and refresh token of three servers
        QVERIFY(rig.auth.revoked.contains("refresh-flows") && rig.auth.revoked.contains("access-transfer"));
    }
};

FLOWS_TEST(tst_signin, SignInTest)
#include "tst_signin.moc"
