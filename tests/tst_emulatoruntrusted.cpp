#include "core/ids.h"
#include "emulator/store/authstores.h"
#include "support/authemulator.h"
#include "support/testmain.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace emulator;
using namespace testsupport;

//! Requests to sign in that can not be trusted: nothing is ever sent to the address that they name.
class EmulatorUntrustedTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_auth.emplace(); }
    void cleanup() { m_auth.reset(); }

    void untrustedRequests_data()
    {
        QTest::addColumn<QString>("parameter");
        QTest::addColumn<QString>("value"); // null: taken away
        QTest::addColumn<QByteArray>("code");
        const QByteArray failure = "OAUTH_AUTH_REQUEST_FAILURE";
        const QString none;
        QTest::newRow("no PKCE") << u"code_challenge"_s << none << failure;
        QTest::newRow("plain PKCE") << u"code_challenge_method"_s << u"plain"_s << failure;
        QTest::newRow("PKCE without method") << u"code_challenge_method"_s << none << failure;
        QTest::newRow("short challenge") << u"code_challenge"_s << u"abc"_s << failure;
        QTest::newRow("no client") << u"client_id"_s << none << failure;
        QTest::newRow("unknown client") << u"client_id"_s << core::newId() << failure;
        QTest::newRow("implicit") << u"response_type"_s << u"token"_s << failure;
        QTest::newRow("no scope") << u"scope"_s << none << failure;
        QTest::newRow("broken scope") << u"scope"_s << u"openid["_s << failure;
        QTest::newRow("many scopes") << u"scope"_s << u"openid "_s.repeated(401) << failure;
        QTest::newRow("deep scope") << u"scope"_s << QString(u"a["_s.repeated(5000)) << failure;
        QTest::newRow("cycle") << u"scope"_s << u"openid[openid]"_s << failure;
        QTest::newRow("unknown scope") << u"scope"_s << u"openid nope"_s << QByteArray("UNKNOWN_SCOPE_ERROR");
        QTest::newRow("guest has no data_access")
            << u"scope"_s
            << QString(u"https://auth.globus.org/scopes/%1/data_access"_s.arg(AuthEmulator::guestCollection()))
            << QByteArray("UNKNOWN_SCOPE_ERROR");
        QTest::newRow("long state") << u"state"_s << QString(u"x"_s.repeated(4097)) << failure;
        QTest::newRow("other prompt") << u"prompt"_s << u"consent"_s << failure;
        const auto many = [](int count) {
            QStringList ids;
            while (ids.size() < count)
                ids.append(core::newId());
            return ids.join(u',');
        };
        for (const char *name :
             {"session_required_identities", "session_required_single_domain", "session_required_policies"})
            QTest::addRow("many %s", name) << QString::fromLatin1(name) << many(51) << failure;
        QTest::newRow("long identity") << u"session_required_identities"_s << QString(u"x"_s.repeated(257)) << failure;
        QTest::newRow("no domain") << u"session_required_single_domain"_s << u"a b"_s << failure;
        QTest::newRow("mfa neither yes nor no") << u"session_required_mfa"_s << u"maybe"_s << failure;
        QTest::newRow("no policy") << u"session_required_policies"_s << u"<script>"_s << failure;
        for (const QString &uri : {u"https://example.org"_s,
                                   u"http://example.org:80"_s,
                                   u"http://localhost"_s,
                                   u"http://localhost:0"_s,
                                   u"http://localhost:99999"_s,
                                   u"https://localhost:1"_s,
                                   u"http://localhost:1@example.org"_s,
                                   u"http://localhost:1.example.org"_s,
                                   u"http://localhost.example.org:1"_s,
                                   u"http://example.org#@localhost:1"_s,
                                   u"http://127.0.0.2:1"_s,
                                   u"http://127.0.0.1.:1"_s,
                                   u"http://[::2]:1"_s,
                                   u"HTTP://LOCALHOST:1"_s,
                                   u"http://localhost:1?next=x"_s,
                                   u"http://localhost:1/#x"_s,
                                   u"http://localhost:1/a b"_s,
                                   u"http://localhost:1\n"_s,
                                   u"http://localhost:1/\r\nSet-Cookie: a=b"_s,
                                   u"javascript:alert(1)"_s,
                                   u"//example.org"_s,
                                   u"http://user@localhost:1"_s,
                                   u"https://auth.globus.org/v2/web/auth-code/../x"_s,
                                   u"https://auth.globus.org.example.org/v2/web/auth-code"_s,
                                   u""_s})
            QTest::newRow(qPrintable(u"redirect to "_s % uri)) << u"redirect_uri"_s << uri << failure;
    }
    void untrustedRequests()
    {
        QFETCH(QString, parameter);
        QFETCH(QString, value);
        QFETCH(QByteArray, code);
        const RawAnswer page = m_auth->page(u"openid"_s, {{parameter, value}});
        QCOMPARE(page.status, 400);
        QVERIFY2(page.body.contains(QByteArray("<code>" + code + "</code>")), page.body.constData());
        QVERIFY(!page.headers.contains("location"));
        QVERIFY(AuthEmulator::hiddenField(page).isEmpty());
        QVERIFY(isHarmless(page));
    }

    void asMuchAsMayBeDemanded()
    {
        QStringList ids;
        while (ids.size() < 50)
            ids.append(core::newId());
        const QString all = ids.join(u',') % u',' % ids.first(); // one of them twice
        QCOMPARE(m_auth->page(u"openid"_s, {{u"session_required_policies"_s, all}}).status, 200);
    }

    void pathIsRefusedWhenStrict()
    {
        m_auth->signIn->leniency = auth::AuthLeniency::strict();
        QCOMPARE(m_auth->page(u"openid"_s, {{u"redirect_uri"_s, u"http://localhost:1/callback"_s}}).status, 400);
        QCOMPARE(m_auth->page(u"openid"_s).status, 200);
    }

    void parameterGivenTwice()
    {
        const QByteArray twice = m_auth->target(u"openid"_s) + "&redirect_uri=http://localhost:2";
        QCOMPARE(m_auth->ask("GET", twice).status, 400);
    }

    //! A client that is not native has its own redirect addresses, and no others.
    void otherClientsRedirect()
    {
        const QString id = core::newId();
        const QString own = u"https://portal.example.org/done"_s;
        ClientStore(*m_auth->database).put({id, u"Portal"_s, TokenStore::hashOf(QByteArrayView("secret")), {}, {own}});
        const QString native = AuthEmulator::redirect();
        QCOMPARE(m_auth->page(u"openid"_s, {{u"redirect_uri"_s, own}}).status, 400);
        QCOMPARE(m_auth->page(u"openid"_s, {{u"client_id"_s, id}, {u"redirect_uri"_s, native}}).status, 400);
        QCOMPARE(m_auth->page(u"openid"_s, {{u"client_id"_s, id}, {u"redirect_uri"_s, own}}).status, 200);
        const QString longer = own % u"/x"_s;
        QCOMPARE(m_auth->page(u"openid"_s, {{u"client_id"_s, id}, {u"redirect_uri"_s, longer}}).status, 400);
    }

private:
    std::optional<AuthEmulator> m_auth;
};

FLOWS_TEST(tst_emulatoruntrusted, EmulatorUntrustedTest)
#include "tst_emulatoruntrusted.moc"
