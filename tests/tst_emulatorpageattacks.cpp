#include "core/ids.h"
#include "emulator/auth/residents.h"
#include "emulator/store/authstores.h"
#include "support/authemulator.h"
#include "support/testmain.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace emulator;
using namespace testsupport;

//! Attacks on the pages of signing in, each as somebody would try it.
class EmulatorPageAttacksTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_auth.emplace(); }
    void cleanup() { m_auth.reset(); }

    void stateComesBackAsItWas_data()
    {
        QTest::addColumn<QString>("state");
        QTest::newRow("empty") << u""_s;
        QTest::newRow("signs") << u"a&b=c#d%26+ /?\"'<>\\"_s;
        QTest::newRow("letters") << u"prüfung 漢字 😀"_s;
        QTest::newRow("line ends") << u"a\r\nLocation: http://example.org\r\n"_s;
        QTest::newRow("zero") << QString(QChar(u'\0'));
        QTest::newRow("long") << QString(u"ü"_s.repeated(4096));
    }
    void stateComesBackAsItWas()
    {
        QFETCH(QString, state);
        for (const QByteArray decision : {"allow", "deny"}) {
            const RawAnswer answer =
                m_auth->post(AuthEmulator::hiddenField(m_auth->page(u"openid"_s, {{u"state"_s, state}})),
                             auth::ownerIdentityId(), decision);
            QCOMPARE(answer.status, 302);
            const QByteArray location = answer.headers.value("location");
            QVERIFY(location.contains(QByteArray("&state=" + QUrl::toPercentEncoding(state))) &&
                    location.endsWith(QUrl::toPercentEncoding(state)));
            const QByteArray cookie = answer.headers.value("set-cookie");
            QVERIFY(cookie.isEmpty() || cookie.startsWith("flows_emulator_"));
        }
    }

    // A page of somebody else posts the form.
    void foreignForms_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<QByteArray>("header");
        QTest::addColumn<int>("status");
        const QByteArray none;
        QTest::newRow("our own page") << 0 << none << 302;
        QTest::newRow("our own page in a browser")
            << 0 << QByteArray("Origin: null\r\nSec-Fetch-Site: same-origin") << 302;
        QTest::newRow("nothing") << 1 << none << 403;
        QTest::newRow("made up") << 2 << none << 403;
        QTest::newRow("changed") << 3 << none << 403;
        QTest::newRow("too old") << 4 << none << 403;
        QTest::newRow("of another emulator") << 5 << none << 403;
        QTest::newRow("other origin") << 0 << QByteArray("Origin: https://example.org") << 403;
        QTest::newRow("other port") << 0 << QByteArray("Origin: http://127.0.0.1:1") << 403;
        QTest::newRow("other site") << 0 << QByteArray("Sec-Fetch-Site: cross-site") << 403;
        QTest::newRow("same site") << 0 << QByteArray("Origin: null\r\nSec-Fetch-Site: same-site") << 403;
    }
    void foreignForms()
    {
        QFETCH(int, kind);
        QFETCH(QByteArray, header);
        QFETCH(int, status);
        QByteArray hidden = AuthEmulator::hiddenField(m_auth->page(u"openid"_s));
        QVERIFY(!hidden.isEmpty());
        if (kind == 1)
            hidden.clear();
        else if (kind == 2)
            hidden = QByteArray(100, 'x').toBase64();
        else if (kind == 3)
            hidden[hidden.size() / 2] = hidden[hidden.size() / 2] == 'A' ? 'B' : 'A';
        else if (kind == 4)
            m_auth->clock.advance(auth::Seal::lifetime + 1);
        else if (kind == 5)
            hidden = auth::Seal("another key", m_auth->clock)
                         .close(http::Query::parse(m_auth->target(u"openid"_s)), "authorize");
        const QList<QByteArray> headers = header.isEmpty() ? QList<QByteArray>() : QList<QByteArray>{header};
        const RawAnswer answer = m_auth->post(hidden, auth::ownerIdentityId(), "allow", headers);
        QCOMPARE(answer.status, status);
        QCOMPARE(answer.headers.contains("location"), status == 302);
    }

    void scriptsInEveryParameter_data()
    {
        QTest::addColumn<QString>("parameter");
        for (const char *name :
             {"client_id", "redirect_uri", "response_type", "scope", "state", "nonce", "code_challenge",
              "code_challenge_method", "access_type", "prompt", "prefill_named_grant", "session_message", "login_hint",
              "session_required_identities", "session_required_single_domain", "session_required_policies",
              "session_required_mfa", "unknown"})
            QTest::newRow(name) << QString::fromLatin1(name);
    }
    void scriptsInEveryParameter()
    {
        QFETCH(QString, parameter);
        for (const QString &attack :
             {u"<script>alert(1)</script>"_s, u"\"><img src=x onerror=\"alert(1)\">"_s, u"' onfocus='alert(1)"_s,
              u"\u202egnp.<script>"_s, u"</style><script>alert(1)</script>"_s}) {
            const RawAnswer page = m_auth->page(u"openid"_s, {{parameter, attack}});
            QVERIFY(page.status == 200 || page.status == 400);
            QVERIFY2(isHarmless(page), page.body.constData());
            QVERIFY(!page.body.contains(u"\u202e"_s.toUtf8()));
        }
        const RawAnswer code = m_auth->ask("GET", "/v2/web/auth-code?code=%3Cscript%3Ealert(1)%3C/script%3E");
        QCOMPARE(code.status, 400);
        QVERIFY(isHarmless(code) && !code.body.contains("alert"));
    }

    void namesInTheStoreAreTextToo()
    {
        FlowRecord flow;
        flow.title = u"</q><script>alert(1)</script>"_s;
        const QString id = m_auth->addFlow(flow);
        IdentityStore(*m_auth->database)
            .put({core::newId(), u"\"><img src=x onerror=\"x\">@emulator"_s, u"<script>"_s, {}, {}, {}});
        const RawAnswer page = m_auth->page(core::flowUserScope(id));
        QCOMPARE(page.status, 200);
        QVERIFY2(isHarmless(page), page.body.constData());
    }

    // Frames, caches, referrers, scripts: what browsers are told of each page.
    void headersOfPages_data()
    {
        QTest::addColumn<QByteArray>("target"); // empty: the consent page
        QTest::addColumn<QString>("parameter");
        QTest::addColumn<QString>("value");
        QTest::addColumn<QByteArray>("forms");
        const QByteArray none;
        const QByteArray here = "form-action 'self';";
        QTest::newRow("consent") << none << u"state"_s << u"x"_s
                                 << QByteArray("form-action 'self' http://127.0.0.1:45678;");
        QTest::newRow("IPv6") << none << u"redirect_uri"_s << u"http://[::1]:7"_s
                              << QByteArray("form-action 'self' http:;");
        QTest::newRow("problem") << none << u"scope"_s << u"nope"_s << here;
        QTest::newRow("code") << QByteArray("/v2/web/auth-code?code=abc") << QString() << QString() << here;
        QTest::newRow("logout") << QByteArray("/v2/web/logout") << QString() << QString() << here;
    }
    void headersOfPages()
    {
        QFETCH(QByteArray, target);
        QFETCH(QString, parameter);
        QFETCH(QString, value);
        QFETCH(QByteArray, forms);
        const RawAnswer page =
            target.isEmpty() ? m_auth->page(u"openid"_s, {{parameter, value}}) : m_auth->ask("GET", target);
        const QByteArray policy = page.headers.value("content-security-policy");
        QVERIFY2(policy.startsWith("default-src 'none'; style-src 'sha256-"), policy.constData());
        QVERIFY(policy.contains("frame-ancestors 'none'") && policy.contains("base-uri 'none'"));
        QVERIFY2(policy.contains(forms), policy.constData());
        QVERIFY(!policy.contains("unsafe"));
        QCOMPARE(page.headers.value("x-frame-options"), QByteArray("DENY"));
        QCOMPARE(page.headers.value("cache-control"), QByteArray("no-store"));
        QCOMPARE(page.headers.value("referrer-policy"), QByteArray("no-referrer"));
        QCOMPARE(page.headers.value("x-content-type-options"), QByteArray("nosniff"));
        QVERIFY(!page.headers.contains("access-control-allow-origin"));
        QVERIFY(!page.headers.contains("set-cookie"));
    }

private:
    std::optional<AuthEmulator> m_auth;
};

FLOWS_TEST(tst_emulatorpageattacks, EmulatorPageAttacksTest)
#include "tst_emulatorpageattacks.moc"
