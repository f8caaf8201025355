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

class EmulatorSignInTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_auth.emplace(); }
    void cleanup() { m_auth.reset(); }

    void pageSaysWhoAndWhat()
    {
        FlowRecord flow;
        flow.title = u"Weigh <b>stones</b>"_s;
        const QString id = m_auth->addFlow(flow);
        const QString data = auth::dataAccessScope(AuthEmulator::mappedCollection());
        const RawAnswer page =
            m_auth->page(core::flowUserScope(id) % u"[*"_s % auth::transferAllScope() % u"[*"_s % data % u"]] openid"_s,
                         {{u"access_type"_s, u"offline"_s}});
        QCOMPARE(page.status, 200);
        QCOMPARE(page.headers.value("content-type"), QByteArray("text/html; charset=utf-8"));
        for (const char *words :
             {"owner@emulator", "starter@emulator", "approver@emulator",
              "Run the flow “Weigh &lt;b&gt;stones&lt;/b&gt;”", "Transfer, list", "collection “Instrument data”",
              "Know who you are", ">Allow<", ">Deny<", "while you are away"})
            QVERIFY2(page.body.contains(words), words);
        QVERIFY(page.body.contains(QByteArray(auth::ownerIdentityId().toLatin1() + "\" checked>")));
        QVERIFY(!page.body.contains("@clients.auth.globus.org")); // a client is no person
        QCOMPARE(m_auth->post(AuthEmulator::hiddenField(page), m_auth->clientId).status, 400);
        QVERIFY(!page.body.contains("<script"));
    }

    void codeBecomesTokens()
    {
        const QString scope = core::flowsAllScope() % u" openid email profile "_s % auth::transferAllScope();
        const RawAnswer answer =
            m_auth->post(AuthEmulator::hiddenField(m_auth->page(scope)), auth::starterIdentityId());
        QCOMPARE(answer.status, 302);
        QVERIFY(answer.headers.value("location").startsWith("http://127.0.0.1:45678?code="));
        QCOMPARE(AuthEmulator::led(answer, u"state"_s), u"some state"_s);
        const RawAnswer tokens = m_auth->exchange(AuthEmulator::led(answer, u"code"_s));
        QCOMPARE(tokens.status, 200);
        QCOMPARE(tokens.headers.value("cache-control"), QByteArray("no-store"));
        const Json document = tokens.json();
        QCOMPARE(text(document, "resource_server"), u"flows.globus.org"_s);
        QCOMPARE(document["other_tokens"].size(), 2U);
        QCOMPARE(text(tokenFor(document, u"auth.globus.org"_s), "scope"), u"openid email profile"_s);
        QCOMPARE(text(document, "state"), u"some state"_s);
        QVERIFY(!document.contains("refresh_token"));
        const QByteArray flows = text(document, "access_token").toLatin1();
        QCOMPARE(m_auth->ask("GET", "/flows", flows).status, 200);
        const auto caller = m_auth->tokens->verify(flows);
        QCOMPARE(caller->identity.username, u"starter@emulator"_s);
        QVERIFY(caller->principals().contains(u"urn:globus:groups:id:"_s % auth::operatorsGroupId()));
        QCOMPARE(caller->session.identityIds, QStringList{auth::starterIdentityId()});
    }

    void loopbackRedirects_data()
    {
        QTest::addColumn<QString>("redirect");
        QTest::newRow("name") << u"http://localhost:1"_s;
        QTest::newRow("IPv4") << u"http://127.0.0.1:65535"_s;
        QTest::newRow("IPv6") << u"http://[::1]:8080"_s;
        QTest::newRow("path") << u"http://localhost:8080/callback/here"_s;
    }
    void loopbackRedirects()
    {
        QFETCH(QString, redirect);
        const QString code = m_auth->code(u"openid"_s, auth::ownerIdentityId(), {{u"redirect_uri"_s, redirect}});
        QVERIFY(!code.isEmpty());
        QCOMPARE(m_auth->exchange(code, {{u"redirect_uri"_s, redirect}}).status, 200);
    }

    void copyPage_data()
    {
        QTest::addColumn<QString>("redirect"); // %1: our port
        QTest::newRow("here") << u"http://127.0.0.1:%1/v2/web/auth-code"_s;
        QTest::newRow("by name") << u"http://localhost:%1/v2/web/auth-code"_s;
        QTest::newRow("the real one's") << u"https://auth.globus.org/v2/web/auth-code"_s;
    }
    void copyPage()
    {
        QFETCH(QString, redirect);
        if (redirect.contains(u"%1"_s))
            redirect = redirect.arg(m_auth->server->port());
        const AuthEmulator::Parameters there{{u"redirect_uri"_s, redirect}};
        const RawAnswer answer =
            m_auth->post(AuthEmulator::hiddenField(m_auth->page(u"openid"_s, there)), auth::ownerIdentityId());
        const QByteArray location = answer.headers.value("location");
        const QByteArray here = "http://127.0.0.1:" + QByteArray::number(m_auth->server->port());
        QVERIFY(location.startsWith(QByteArray(here + "/v2/web/auth-code?code=")));
        const QString code = AuthEmulator::led(answer, u"code"_s);
        const RawAnswer page = m_auth->ask("GET", location.mid(here.size()));
        QCOMPARE(page.status, 200);
        QVERIFY(page.body.contains(QByteArray(">" + code.toLatin1() + "<")));
        QCOMPARE(m_auth->exchange(code, there).status, 200);
    }

    void declined()
    {
        const RawAnswer answer =
            m_auth->post(AuthEmulator::hiddenField(m_auth->page(u"openid"_s)), auth::ownerIdentityId(), "deny");
        QCOMPARE(answer.status, 302);
        QCOMPARE(AuthEmulator::led(answer, u"error"_s), u"access_denied"_s);
        QCOMPARE(AuthEmulator::led(answer, u"state"_s), u"some state"_s);
        QVERIFY(!answer.headers.value("location").contains("code="));
    }

    void whoMaySignIn()
    {
        const RawAnswer page = m_auth->page(u"openid"_s, {{u"session_required_identities"_s, auth::ownerIdentityId()}});
        QVERIFY(page.body.contains("owner@emulator") && !page.body.contains("starter@emulator"));
        const QByteArray hidden = AuthEmulator::hiddenField(page);
        QCOMPARE(m_auth->post(hidden, auth::starterIdentityId()).status, 400);
        QCOMPARE(m_auth->post(hidden, auth::ownerIdentityId()).status, 302);
        const RawAnswer domain =
            m_auth->page(u"openid"_s, {{u"session_required_single_domain"_s, u"x.org,emulator"_s}});
        QVERIFY(domain.body.contains("starter@emulator") && !domain.body.contains("@clients.auth"));
        const RawAnswer nobody = m_auth->page(u"openid"_s, {{u"session_required_single_domain"_s, u"x.org"_s}});
        QVERIFY(nobody.body.contains("Nobody here") && !nobody.body.contains(">Allow<"));
    }

    //! Whoever fits is found behind any number of people who do not, and whoever is expected among those who do.
    void morePeopleThanAPageHolds()
    {
        for (int i = 0; i < 120; ++i)
            m_auth->person(u"a%1@many.example"_s.arg(i));
        const QString last = m_auth->person(u"zoe@few.example"_s);
        const auto shows = [&](const QString &parameter, const QString &value) {
            return m_auth->page(u"openid"_s, {{parameter, value}}).body.contains(last.toLatin1());
        };
        QVERIFY(shows(u"session_required_identities"_s, last));
        QVERIFY(shows(u"session_required_single_domain"_s, u"few.example"_s));
        QVERIFY(shows(u"login_hint"_s, u"zoe@few.example"_s));
        QVERIFY(!shows(u"login_hint"_s, u"a1@many.example"_s));
        QCOMPARE(m_auth->page(u"openid"_s).body.count("type=\"radio\""), 100);
        QVERIFY(!m_auth->code(u"openid"_s, last).isEmpty());
    }

    void logout()
    {
        const QByteArray client = m_auth->nativeClientId.toLatin1();
        const RawAnswer page = m_auth->ask("GET", "/v2/web/logout?client=" + client +
                                                      "&redirect_uri=http://localhost:1/&redirect_name=App%3Cb%3E");
        QCOMPARE(page.status, 200);
        QVERIFY(page.body.contains("<a href=\"http://localhost:1/\">App&lt;b&gt;</a>"));
        for (const QByteArray foreign : {"https://example.org/", "javascript:alert(1)", "//example.org"}) {
            const RawAnswer other = m_auth->ask("GET", "/v2/web/logout?client=" + client + "&redirect_uri=" + foreign);
            QVERIFY(!other.body.contains("<a "));
        }
    }

private:
    std::optional<AuthEmulator> m_auth;
};

FLOWS_TEST(tst_emulatorsignin, EmulatorSignInTest)
#include "tst_emulatorsignin.moc"
