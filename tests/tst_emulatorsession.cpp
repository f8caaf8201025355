#include "core/ids.h"
#include "emulator/auth/residents.h"
#include "emulator/auth/scopebook.h"
#include "support/authemulator.h"
#include "support/testmain.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace emulator;
using namespace testsupport;
using core::Json;

class EmulatorSessionTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_auth.emplace(); }
    void cleanup() { m_auth.reset(); }

    void sessionDemands()
    {
        const QString policy = core::newId();
        const Json answer = m_auth->tokensFor(core::flowsAllScope(), auth::ownerIdentityId(),
                                              {{u"session_required_policies"_s, policy},
                                               {u"session_required_mfa"_s, u"True"_s},
                                               {u"session_required_identities"_s, u"owner@emulator"_s},
                                               {u"prompt"_s, u"login"_s}});
        const auto caller = m_auth->tokens->verify(text(answer, "access_token").toLatin1());
        QVERIFY(caller.has_value());
        QCOMPARE(caller->session.policies, QStringList{policy});
        QVERIFY(caller->session.mfa);
        FlowRecord flow;
        flow.owner = core::identityUrn(auth::ownerIdentityId());
        flow.authenticationPolicyId = policy;
        const QByteArray target = "/flows/" + m_auth->addFlow(flow).toLatin1();
        QCOMPARE(m_auth->ask("GET", target, text(answer, "access_token").toLatin1()).status, 200);
        const RawAnswer refused = m_auth->ask(
            "GET", target,
            text(m_auth->tokensFor(core::flowsAllScope(), auth::ownerIdentityId()), "access_token").toLatin1());
        QCOMPARE(refused.status, 403);
        QCOMPARE(text(refused.json(), "code"), u"AuthenticationPolicyRequired"_s);
    }

    //! Allowing the scopes says nothing about a policy or a second factor: each is asked for.
    void proofIsAskedFor()
    {
        const QString policy = core::newId();
        const QString other = core::newId();
        const AuthEmulator::Parameters demands{{u"session_required_policies"_s, QString(policy % u',' % other)},
                                               {u"session_required_mfa"_s, u"true"_s}};
        const RawAnswer first = m_auth->page(u"openid"_s, demands);
        QVERIFY(first.body.contains(policy.toLatin1()) && first.body.contains("second factor"));
        const RawAnswer second = m_auth->post(AuthEmulator::hiddenField(first), auth::ownerIdentityId());
        QCOMPARE(second.status, 200);
        QVERIFY(!second.headers.contains("location") && !second.headers.contains("set-cookie"));
        QVERIFY(second.body.contains("owner@emulator"));
        for (const QString &left : {QString(u"policy-"_s % policy), QString(u"policy-"_s % other), u"mfa"_s}) {
            QVERIFY(second.body.contains(QByteArray("name=\"" + left.toLatin1() + '"')));
            const RawAnswer again = m_auth->confirm(second, left);
            QCOMPARE(again.status, 400);
            QVERIFY(again.body.contains("Not everything was confirmed") && !again.headers.contains("location"));
        }
        const QString code = AuthEmulator::led(m_auth->confirm(second), u"code"_s);
        const QByteArray token = text(m_auth->exchange(code).json(), "access_token").toLatin1();
        const auth::Session session = m_auth->tokens->verify(token)->session;
        QCOMPARE(session.policies, (QStringList{policy, other}));
        QVERIFY(session.mfa);
    }

    //! The forms of the two pages do not stand for one another.
    void proofIsNoConsent()
    {
        const AuthEmulator::Parameters mfa{{u"session_required_mfa"_s, u"true"_s}};
        const RawAnswer first = m_auth->page(u"openid"_s, mfa);
        QCOMPARE(m_auth->confirm(first).status, 403);
        const RawAnswer second = m_auth->post(AuthEmulator::hiddenField(first), auth::ownerIdentityId());
        QCOMPARE(m_auth->post(AuthEmulator::hiddenField(second), auth::ownerIdentityId()).status, 403);
        const RawAnswer foreign = m_auth->confirm(second, {}, {"Origin: https://example.org"});
        QCOMPARE(foreign.status, 403);
        QVERIFY(!foreign.headers.contains("location"));
        m_auth->clock.advance(auth::Seal::lifetime + 1);
        QCOMPARE(m_auth->confirm(second).status, 403);
    }

    //! What a browser proved is not asked for again, unless the client wants it fresh.
    void proofIsRemembered()
    {
        const AuthEmulator::Parameters mfa{{u"session_required_mfa"_s, u"true"_s}};
        const QByteArray cookie = signedIn(u"openid"_s, mfa);
        const auto decide = [&](const QString &identity, const AuthEmulator::Parameters &demands) {
            const RawAnswer page = m_auth->page(u"openid"_s, demands, {cookie});
            return m_auth->post(AuthEmulator::hiddenField(page), identity, "allow", {cookie}).status;
        };
        QCOMPARE(decide(auth::ownerIdentityId(), mfa + AuthEmulator::Parameters{{u"prompt"_s, u"login"_s}}), 200);
        QCOMPARE(decide(auth::starterIdentityId(), mfa), 200); // who proved nothing
        QCOMPARE(decide(auth::ownerIdentityId(), mfa), 302);
    }

    //! A domain may be the one of a linked identity, which is in the session then.
    void domainOfALinkedIdentity()
    {
        const QString linked = m_auth->person(u"me@uni.example"_s);
        const QString me = m_auth->person(u"me@example.org"_s, {linked});
        const AuthEmulator::Parameters domain{{u"session_required_single_domain"_s, u"uni.example"_s}};
        const RawAnswer page = m_auth->page(u"openid"_s, domain);
        QVERIFY(page.body.contains(me.toLatin1()) && page.body.contains("with me@uni.example"));
        QVERIFY(!page.body.contains("owner@emulator"));
        const auto session = [&](const AuthEmulator::Parameters &demands) {
            const Json answer = m_auth->tokensFor(u"openid"_s, me, demands);
            return m_auth->tokens->verify(text(answer, "access_token").toLatin1())->session.identityIds;
        };
        QCOMPARE(session(domain), (QStringList{me, linked}));
        QCOMPARE(session({{u"session_required_identities"_s, linked}}), (QStringList{me, linked}));
        QCOMPARE(session({}), QStringList{me});
        const RawAnswer nobody = m_auth->page(u"openid"_s, {{u"session_required_single_domain"_s, u"ni.example"_s}});
        QVERIFY(nobody.body.contains("Nobody here"));
    }

    //! Without a question: only to who is signed in as it is asked for, and allowed it before.
    void nobodyMayBeAsked_data()
    {
        QTest::addColumn<QString>("scope");
        QTest::addColumn<QString>("parameter");
        QTest::addColumn<QString>("value");
        QTest::addColumn<QString>("error"); // empty: a code
        const QString none;
        const QString login = u"login_required"_s;
        const QString more = u"interaction_required"_s;
        QTest::newRow("as before") << u"openid"_s << none << none << none;
        QTest::newRow("a part of it") << core::flowsAllScope() << none << none << none;
        QTest::newRow("a scope more") << u"openid email"_s << none << none << more;
        QTest::newRow("a dependency more")
            << QString(core::flowsAllScope() % u'[' % auth::transferAllScope() % u']') << none << none << more;
        QTest::newRow("also while away") << u"openid"_s << u"access_type"_s << u"offline"_s << more;
        QTest::newRow("what was proved") << u"openid"_s << u"session_required_mfa"_s << u"true"_s << none;
        QTest::newRow("a policy more") << u"openid"_s << u"session_required_policies"_s << core::newId() << login;
        QTest::newRow("the same person") << u"openid"_s << u"login_hint"_s << u"OWNER@emulator"_s << none;
        QTest::newRow("somebody else") << u"openid"_s << u"login_hint"_s << u"starter@emulator"_s << login;
        QTest::newRow("this identity") << u"openid"_s << u"session_required_identities"_s << u"owner@emulator"_s
                                       << none;
        QTest::newRow("another identity")
            << u"openid"_s << u"session_required_identities"_s << u"starter@emulator"_s << login;
        QTest::newRow("this domain") << u"openid"_s << u"session_required_single_domain"_s << u"a.org,emulator"_s
                                     << none;
        QTest::newRow("another domain") << u"openid"_s << u"session_required_single_domain"_s << u"a.org"_s << login;
    }
    void nobodyMayBeAsked()
    {
        QFETCH(QString, scope);
        QFETCH(QString, parameter);
        QFETCH(QString, value);
        QFETCH(QString, error);
        const QByteArray cookie =
            signedIn(u"openid "_s % core::flowsAllScope(), {{u"session_required_mfa"_s, u"true"_s}});
        AuthEmulator::Parameters changes{{u"prompt"_s, u"none"_s}};
        if (!parameter.isEmpty())
            changes.append({parameter, value});
        const RawAnswer answer = m_auth->page(scope, changes, {cookie});
        QCOMPARE(answer.status, 302);
        QCOMPARE(AuthEmulator::led(answer, u"error"_s), error);
        QCOMPARE(AuthEmulator::led(answer, u"state"_s), u"some state"_s);
        const QString code = AuthEmulator::led(answer, u"code"_s);
        QCOMPARE(code.isEmpty(), !error.isEmpty());
        if (error.isEmpty())
            QCOMPARE(m_auth->exchange(code).status, 200);
    }

    //! Whoever has no session here is told so, whatever was allowed before.
    void noSession_data()
    {
        QTest::addColumn<int>("kind");
        QTest::newRow("no cookie") << 0;
        QTest::newRow("made up") << 1;
        QTest::newRow("too old") << 2;
        QTest::newRow("signed out") << 3;
        QTest::newRow("from a frame") << 4;
        QTest::newRow("from a script") << 5;
        QTest::newRow("of a session before") << 6;
    }
    void noSession()
    {
        QFETCH(int, kind);
        const AuthEmulator::Parameters silent{{u"prompt"_s, u"none"_s}};
        const QByteArray cookie = signedIn(u"openid"_s, {});
        QCOMPARE(AuthEmulator::led(m_auth->page(u"openid"_s, silent, {cookie}), u"error"_s), QString());
        QList<QByteArray> headers{cookie};
        if (kind == 0)
            headers.clear();
        if (kind == 1)
            headers = {cookie.split('=').first() + '=' + QByteArray(43, 'x')};
        if (kind == 2)
            m_auth->clock.advance(auth::BrowserSessions::lifetime);
        if (kind == 3) {
            RawHttp browser(m_auth->server->port());
            browser.request("GET", "/v2/web/logout", {}, {cookie});
            QTRY_COMPARE(browser.answers().size(), 1);
            QVERIFY(browser.answers().first().headers.value("set-cookie").contains("Max-Age=0"));
        }
        if (kind == 4)
            headers += {"Sec-Fetch-Mode: navigate", "Sec-Fetch-Dest: iframe"};
        if (kind == 5)
            headers += {"Sec-Fetch-Mode: no-cors", "Sec-Fetch-Dest: empty"};
        if (kind == 6) {
            const RawAnswer page = m_auth->page(u"openid"_s, {}, {cookie});
            (void)m_auth->post(AuthEmulator::hiddenField(page), auth::ownerIdentityId(), "allow", {cookie});
        }
        const RawAnswer answer = m_auth->page(u"openid"_s, silent, headers);
        QCOMPARE(AuthEmulator::led(answer, u"error"_s), u"login_required"_s);
        QVERIFY(AuthEmulator::led(answer, u"code"_s).isEmpty());
    }

    void cookiesAreKeptFromScriptsAndOtherSites()
    {
        const RawAnswer page = m_auth->page(u"openid"_s);
        QVERIFY(!page.headers.contains("set-cookie"));
        const QByteArray set =
            m_auth->post(AuthEmulator::hiddenField(page), auth::ownerIdentityId()).headers.value("set-cookie");
        for (const char *word : {"; Path=/v2;", "; HttpOnly;", "; SameSite=Lax;", "; Max-Age=43200"})
            QVERIFY2(set.contains(word), set.constData());
    }

    void noStateIsInventedForAnAnswer()
    {
        const RawAnswer answer = m_auth->page(u"openid"_s, {{u"prompt"_s, u"none"_s}, {u"state"_s, QString()}});
        QCOMPARE(answer.status, 302);
        QVERIFY(!answer.headers.value("location").contains("state"));
    }

private:
    //! The header of a browser in which the owner signed in.
    QByteArray signedIn(const QString &scope, const AuthEmulator::Parameters &demands)
    {
        RawAnswer answer =
            m_auth->post(AuthEmulator::hiddenField(m_auth->page(scope, demands)), auth::ownerIdentityId());
        if (answer.status == 200)
            answer = m_auth->confirm(answer);
        return AuthEmulator::cookie(answer);
    }

    std::optional<AuthEmulator> m_auth;
};

FLOWS_TEST(tst_emulatorsession, EmulatorSessionTest)
#include "tst_emulatorsession.moc"
