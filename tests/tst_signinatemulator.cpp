#include "emulator/auth/residents.h"
#include "support/emulatorfixture.h"
#include "support/outcome.h"
#include "support/settled.h"
#include "support/signedinrig.h"
#include "support/testmain.h"

#include "core/ids.h"

#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using testsupport::EmulatorFixture;
using testsupport::outcome;
using testsupport::PersonBrowser;
using testsupport::Settled;
using testsupport::SignedInRig;
using Kind = auth::SignInOutcome::Kind;

namespace {

const QString tokenCall = u"POST /v2/oauth2/token 200"_s;
const QString revokeCall = u"POST /v2/oauth2/token/revoke 200"_s;

} // namespace

//! A person signs in at the emulator with this program's own means, and works with what that brings.
class SignInAtEmulatorTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_emulator = std::make_unique<EmulatorFixture>();
        m_rig = std::make_unique<SignedInRig>(QUrl(u"http://127.0.0.1:%1/"_s.arg(m_emulator->server->port())),
                                              m_emulator->nativeClientId, m_clock);
        m_rig->browser.username = u"owner@emulator"_s;
        m_clock = {};
    }
    void cleanup()
    {
        m_rig.reset();
        m_emulator.reset();
    }

    void signsInAndWorks()
    {
        const auth::SignInOutcome signedIn = signIn();
        QCOMPARE(signedIn.kind, Kind::SignedIn);
        QCOMPARE(signedIn.person.identity.id, emulator::auth::ownerIdentityId());
        QCOMPARE(signedIn.person.identity.username, u"owner@emulator"_s);
        QTRY_VERIFY(m_rig->browser.end.contains(u"You are signed in"_s));
        QCOMPARE(m_rig->browser.endedAt.host(), u"localhost"_s);
        m_rig->tokens.put(signedIn.grant.tokens);
        emulator::FlowRecord flow;
        flow.title = u"Mine"_s;
        flow.owner = core::identityUrn(emulator::auth::ownerIdentityId());
        (void)m_emulator->addFlow(flow);
        const auto page = outcome(m_rig->flows.listFlows({}, {}, &m_rig->http));
        QCOMPARE(page.kind(), u"Ok"_s);
        QCOMPARE(page.value->items.size(), 1);
        QCOMPARE(page.value->items.first().title, u"Mine"_s);
        QCOMPARE(m_rig->browser.visited.size(), 1);
    }

    //! Tokens end after two days; who notices is the program, or only the service.
    void tokensAreRefreshed_data()
    {
        QTest::addColumn<bool>("rotates");
        QTest::addColumn<bool>("clockIsRight");
        QTest::newRow("ahead of their end") << false << true;
        QTest::newRow("rejected by the service") << false << false;
        QTest::newRow("refresh tokens change") << true << true;
    }
    void tokensAreRefreshed()
    {
        QFETCH(bool, rotates);
        QFETCH(bool, clockIsRight);
        m_emulator->signIn->rotateRefreshTokens = rotates;
        m_rig->tokens.put(signIn().grant.tokens);
        const QList<auth::AccessToken> first = m_rig->tokens.all();
        m_rig->authCalls.clear();
        for (int turn = 1; turn <= 2; ++turn) {
            const qint64 twoDays = 48 * 3600;
            m_emulator->clock.advance(twoDays);
            if (clockIsRight)
                m_clock.advance(twoDays);
            QList<QFuture<flows::Page<flows::Flow>>> pages;
            for (int i = 0; i < 5; ++i)
                pages.append(m_rig->flows.listFlows({}, {}, &m_rig->http));
            for (const auto &page : std::as_const(pages))
                QCOMPARE(outcome(page).kind(), u"Ok"_s);
            QCOMPARE(m_rig->authCalls.count(tokenCall), turn);
        }
        const auto flowsToken = [](const QList<auth::AccessToken> &tokens) {
            for (const auth::AccessToken &token : tokens) {
                if (token.resourceServer == core::flowsResourceServer())
                    return token;
            }
            return auth::AccessToken();
        };
        QVERIFY(flowsToken(m_rig->tokens.all()).token != flowsToken(first).token);
        QCOMPARE(flowsToken(m_rig->tokens.all()).refreshToken != flowsToken(first).refreshToken, rotates);
        QCOMPARE(m_rig->browser.visited.size(), 1);
    }

    void signingOutEndsTheTokens()
    {
        m_rig->tokens.put(signIn().grant.tokens);
        const QList<auth::AccessToken> tokens = m_rig->tokens.all();
        QCOMPARE(tokens.size(), 2);
        Settled<void> out;
        out.watch(m_rig->tokens.signOut(), &m_rig->http);
        QVERIFY(out.wait());
        QVERIFY(out.succeeded);
        QVERIFY(m_rig->tokens.all().isEmpty());
        QCOMPARE(m_rig->authCalls.count(revokeCall), 4);
        for (const auth::AccessToken &token : tokens) {
            QVERIFY(!m_emulator->tokens->verify(token.token.toLatin1()));
            Settled<auth::Grant> refreshed;
            refreshed.watch(m_rig->endpoint.refresh(token.refreshToken, token.scopes, &m_rig->http), &m_rig->http);
            QVERIFY(refreshed.wait());
            QCOMPARE(refreshed.error->kind, core::ApiError::Kind::Unauthorized);
            QCOMPARE(m_emulator->ask("GET", "/flows", token.token.toLatin1()).status, 401);
        }
    }

    void declined()
    {
        m_rig->browser.does = PersonBrowser::Does::Denies;
        QCOMPARE(signIn().kind, Kind::Declined);
        QTRY_VERIFY(m_rig->browser.end.contains(u"You declined"_s));
        QVERIFY(!m_rig->authCalls.contains(tokenCall));
    }

    void somebodyElse()
    {
        m_rig->browser.username = u"starter@emulator"_s;
        const auth::SignInOutcome other = signIn(auth::SignIn::Way::Browser, emulator::auth::ownerIdentityId());
        QCOMPARE(other.kind, Kind::OtherIdentity);
        QCOMPARE(other.person.identity.username, u"starter@emulator"_s);
        QVERIFY(other.grant.tokens.isEmpty());
        QTRY_COMPARE(m_rig->authCalls.count(revokeCall), 4);
        QTRY_VERIFY(m_rig->browser.end.contains(u"Somebody else signed in"_s));
    }

    void aCopiedCode()
    {
        const auth::SignInOutcome signedIn = signIn(auth::SignIn::Way::CopiedCode);
        QCOMPARE(signedIn.kind, Kind::SignedIn);
        m_rig->tokens.put(signedIn.grant.tokens);
        QCOMPARE(outcome(m_rig->flows.listFlows({}, {}, &m_rig->http)).kind(), u"Ok"_s);
    }

    //! A token that was made in another time is not believed, and not left alive.
    void anIdTokenThatDoesNotFit_data()
    {
        QTest::addColumn<qint64>("ahead");
        QTest::newRow("from the future") << qint64(-3600);
        QTest::newRow("ended") << qint64(3 * 24 * 3600);
    }
    void anIdTokenThatDoesNotFit()
    {
        QFETCH(qint64, ahead);
        m_clock.advance(ahead);
        const auth::SignInOutcome refused = signIn();
        QCOMPARE(refused.kind, Kind::Failed);
        QCOMPARE(refused.error->kind, core::ApiError::Kind::BadResponse);
        QTRY_COMPARE(m_rig->authCalls.count(revokeCall), 4);
        QTRY_VERIFY(m_rig->browser.end.contains(u"You are not signed in"_s));
    }

    //! A page of an error leads nowhere: nobody comes back.
    void anUnknownScope()
    {
        auth::SignInWish wish = usualWish();
        wish.scopes.append(
            *core::Scope::parse(u"https://auth.globus.org/scopes/31ce9ba0-176d-45a5-add3-f37d233ba47d/data_access"));
        auth::SignIn signIn(m_rig->endpoint, m_clock, wish, auth::SignIn::Way::Browser);
        signIn.setLimit(300ms);
        QCOMPARE(run(signIn).kind, Kind::TimedOut);
        QCOMPARE(m_rig->browser.pageStatus, 400);
        QVERIFY(m_rig->browser.pages.last().contains(u"UNKNOWN_SCOPE_ERROR"_s));
    }

    //! Whoever lost the refresh token signs in again, and the request goes on.
    void aRefreshThatIsRefused()
    {
        m_rig->tokens.put(signIn().grant.tokens);
        m_rig->authorizer.setExpectedId(emulator::auth::ownerIdentityId());
        QSignalSpy lost(&m_rig->tokens, &auth::PersonTokens::lost);
        for (const auth::AccessToken &token : m_rig->tokens.all())
            m_emulator->tokens->revoke(token.refreshToken.toLatin1(), m_emulator->nativeClientId);
        const auto page = outcome(m_rig->flows.listFlows({}, {}, &m_rig->http));
        QCOMPARE(page.kind(), u"Ok"_s);
        QCOMPARE(lost.size(), 1);
        QCOMPARE(m_rig->browser.visited.size(), 2);
    }

    //! A high-assurance flow demands a session; the person proves it, and the flow comes.
    void aSessionIsDemanded()
    {
        m_rig->tokens.put(signIn().grant.tokens);
        emulator::FlowRecord flow;
        flow.owner = core::identityUrn(emulator::auth::ownerIdentityId());
        flow.authenticationPolicyId = core::newId();
        const QString id = m_emulator->addFlow(flow);
        const auto quiet = outcome(m_rig->flows.background().getFlow(id, &m_rig->http));
        QCOMPARE(quiet.kind(), u"Forbidden"_s);
        QCOMPARE(m_rig->browser.visited.size(), 1);
        const auto shown = outcome(m_rig->flows.getFlow(id, &m_rig->http));
        QCOMPARE(shown.kind(), u"Ok"_s);
        QCOMPARE(m_rig->browser.visited.size(), 2);
        QVERIFY(m_rig->browser.pages.last().contains(flow.authenticationPolicyId));
        QVERIFY(m_rig->browser.pages.last().contains(u"unsatisfied session policy"_s));
        QVERIFY(QUrlQuery(m_rig->browser.visited.last()).queryItemValue(u"prompt"_s) == u"login"_s);
        QCOMPARE(outcome(m_rig->flows.background().getFlow(id, &m_rig->http)).kind(), u"Ok"_s);
    }

private:
    static auth::SignInWish usualWish()
    {
        return {*core::Scope::parseList(QString(u"openid profile email "_s + core::flowsAllScope())), {}, {}, {}};
    }

    auth::SignInOutcome signIn(auth::SignIn::Way way = auth::SignIn::Way::Browser, const QString &expected = {})
    {
        auth::SignInWish wish = usualWish();
        wish.expectedId = expected;
        auto *attempt = new auth::SignIn(m_rig->endpoint, m_clock, wish, way, &m_rig->http);
        return run(*attempt);
    }

    auth::SignInOutcome run(auth::SignIn &attempt)
    {
        QList<auth::SignInOutcome> outcomes;
        connect(&attempt, &auth::SignIn::pageReady, this,
                [this](const QUrl &page) { QVERIFY(m_rig->browser.open(page)); });
        connect(&attempt, &auth::SignIn::finished, &attempt,
                [&outcomes](const auth::SignInOutcome &ended) { outcomes.append(ended); });
        attempt.begin();
        if (attempt.way() == auth::SignIn::Way::CopiedCode) {
            if (QTest::qWaitFor([this] { return !m_rig->browser.code.isEmpty(); }))
                attempt.enterCode(m_rig->browser.code);
        }
        if (!QTest::qWaitFor([&outcomes] { return !outcomes.isEmpty(); }))
            qWarning("the sign-in did not end");
        disconnect(&attempt, nullptr, &attempt, nullptr);
        return outcomes.value(0);
    }

    testsupport::StillClock m_clock;
    std::unique_ptr<EmulatorFixture> m_emulator;
    std::unique_ptr<SignedInRig> m_rig;
};

FLOWS_TEST(tst_signinatemulator, SignInAtEmulatorTest)
#include "tst_signinatemulator.moc"
