#include "core/ids.h"
#include "emulator/auth/residents.h"
#include "emulator/routes/environmentlines.h"
#include "support/emulatorfixture.h"
#include "support/testmain.h"

#include <QProcess>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace emulator;
using testsupport::EmulatorFixture;
using testsupport::RawAnswer;

//! What the service says of itself, and what no answer of it lets a browser do.
class EmulatorHomeTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_emulator = std::make_unique<EmulatorFixture>(); }
    void cleanup() { m_emulator.reset(); }

    void firstPage()
    {
        const RawAnswer page = m_emulator->ask("GET", "/");
        QCOMPARE(page.status, 200);
        QCOMPARE(page.headers.value("content-type"), QByteArray("text/html; charset=utf-8"));
        QCOMPARE(page.headers.value("cache-control"), QByteArray("no-store"));
        const QByteArray url = "http://127.0.0.1:" + QByteArray::number(m_emulator->server->port()) + '/';
        for (const QByteArray &line :
             {QByteArray("export GLOBUS_SDK_SERVICE_URL_FLOWS=&#39;" + url + "&#39;\n"),
              QByteArray("export GLOBUS_SDK_SERVICE_URL_AUTH=&#39;" + url + "&#39;\n"),
              QByteArray("export GLOBUS_SDK_SERVICE_URL_TRANSFER=&#39;" + url + "&#39;\n"),
              QByteArray("export GLOBUS_CLI_CLIENT_ID=&#39;" + m_emulator->clientId.toLatin1() + "&#39;\n")})
            QVERIFY2(page.body.contains(line), page.body.constData());
        for (const QByteArray &hidden : {m_emulator->clientSecret.toLatin1(), m_emulator->service->controlToken})
            QVERIFY(!hidden.isEmpty() && !page.body.contains(hidden));
        QCOMPARE(m_emulator->ask("POST", "/").status, 405);
    }

    void linesSurviveAnyShell()
    {
        const QString awkward = u"it's $HOME `x` \"\\ \n%1"_s;
        const QString lines = routes::exportLines({u"a"_s, u"b"_s, u"c"_s, u"d"_s, awkward});
        QProcess shell;
        shell.start(u"/bin/sh"_s, {u"-euc"_s, lines % u"printf %s \"$GLOBUS_CLI_CLIENT_SECRET\""_s});
        QVERIFY(shell.waitForFinished());
        QCOMPARE(QString::fromUtf8(shell.readAllStandardOutput()), awkward);
        QCOMPARE(routes::exportLines({u"a"_s, u"b"_s, u"c"_s, u"d"_s, {}}).count(u'\n'), 4);
    }

    void noAnswerIsForOtherOrigins_data()
    {
        QTest::addColumn<QByteArray>("method");
        QTest::addColumn<QByteArray>("target");
        QTest::addColumn<int>("status");
        QTest::newRow("page") << QByteArray("GET") << QByteArray("/") << 200;
        QTest::newRow("list") << QByteArray("GET") << QByteArray("/flows") << 200;
        QTest::newRow("head") << QByteArray("HEAD") << QByteArray("/flows") << 200;
        QTest::newRow("keys") << QByteArray("GET") << QByteArray("/jwk.json") << 200;
        QTest::newRow("control") << QByteArray("GET") << QByteArray("/_emulator/status") << 401;
        QTest::newRow("no sign-in") << QByteArray("GET") << QByteArray("/v2/oauth2/authorize") << 400;
        QTest::newRow("no form") << QByteArray("POST") << QByteArray("/v2/oauth2/authorize") << 415;
        QTest::newRow("nowhere") << QByteArray("GET") << QByteArray("/nowhere") << 404;
        QTest::newRow("preflight") << QByteArray("OPTIONS") << QByteArray("/flows") << 405;
    }
    void noAnswerIsForOtherOrigins()
    {
        QFETCH(QByteArray, method);
        QFETCH(QByteArray, target);
        QFETCH(int, status);
        const QByteArray token = m_emulator->allToken(m_emulator->person(u"somebody@emulator"_s));
        testsupport::RawHttp client(m_emulator->server->port());
        client.request(method, target, {},
                       {"Authorization: Bearer " + token, "Origin: http://evil.example",
                        "Access-Control-Request-Method: GET", "Access-Control-Request-Headers: authorization"});
        const bool headOnly = method == "HEAD";
        QTRY_VERIFY(!client.answers(headOnly).isEmpty());
        const RawAnswer answer = client.answers(headOnly).value(0);
        QCOMPARE(answer.status, status);
        QCOMPARE(answer.headers.value("cross-origin-resource-policy"), QByteArray("same-origin"));
        QCOMPARE(answer.headers.value("x-content-type-options"), QByteArray("nosniff"));
        const QByteArray policy = answer.headers.value("content-security-policy");
        QVERIFY2(policy.startsWith("default-src 'none'; ") && policy.contains("frame-ancestors 'none'"),
                 policy.constData());
        QCOMPARE(client.received().count("Content-Security-Policy: "), 1); // a second one would count, too
        for (const QByteArray &name : answer.headers.keys())
            QVERIFY2(!name.startsWith("access-control-"), name.constData());
    }

    void identityById()
    {
        const QByteArray token = m_emulator->token(auth::ownerIdentityId(), u"openid"_s);
        const QByteArray path = "/v2/api/identities/";
        const RawAnswer found = m_emulator->ask("GET", path + auth::starterIdentityId().toLatin1(), token);
        QCOMPARE(found.status, 200);
        const core::Json listed =
            m_emulator->ask("GET", path.chopped(1) + "?ids=" + auth::starterIdentityId().toLatin1(), token).json();
        QCOMPARE(core::toBytes(found.json()["identity"]), core::toBytes(listed["identities"][0]));
        QCOMPARE(core::stringMember(found.json()["identity"], "username"), u"starter@emulator"_s);
        const RawAnswer unknown = m_emulator->ask("GET", path + core::newId().toLatin1(), token);
        QCOMPARE(unknown.status, 404);
        QCOMPARE(core::stringMember(unknown.json()["errors"][0], "code"), u"NOT_FOUND"_s);
        QCOMPARE(m_emulator->ask("GET", path + auth::starterIdentityId().toLatin1()).status, 401);
    }

private:
    std::unique_ptr<EmulatorFixture> m_emulator;
};

FLOWS_TEST(tst_emulatorhome, EmulatorHomeTest)
#include "tst_emulatorhome.moc"
