#include "core/ids.h"
#include "emulator/auth/residents.h"
#include "emulator/store/authstores.h"
#include "support/authemulator.h"
#include "support/testmain.h"

#include <QFile>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace emulator;
using namespace testsupport;
using core::Json;

//! Attacks on codes and tokens, each as somebody would try it.
class EmulatorCodeAttacksTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_auth.emplace(); }
    void cleanup() { m_auth.reset(); }

    void badExchanges_data()
    {
        QTest::addColumn<QString>("field");
        QTest::addColumn<QString>("value");
        QTest::newRow("no verifier") << u"code_verifier"_s << QString();
        QTest::newRow("challenge as verifier") << u"code_verifier"_s << AuthEmulator::challenge();
        QTest::newRow("short verifier") << u"code_verifier"_s << u"x"_s;
        QTest::newRow("other redirect") << u"redirect_uri"_s << u"http://127.0.0.1:45679"_s;
        QTest::newRow("slash at the end") << u"redirect_uri"_s << QString(AuthEmulator::redirect() % u'/');
        QTest::newRow("no redirect") << u"redirect_uri"_s << QString();
        QTest::newRow("other code") << u"code"_s << u"0123456789"_s;
        QTest::newRow("no code") << u"code"_s << QString();
    }
    void badExchanges()
    {
        QFETCH(QString, field);
        QFETCH(QString, value);
        const QString code = m_auth->code(u"openid"_s, auth::ownerIdentityId());
        const RawAnswer answer = m_auth->exchange(code, {{field, value}});
        QCOMPARE(answer.status, 401);
        QCOMPARE(answer.body, QByteArray("{\"error\":\"invalid_grant\"}"));
        QCOMPARE(m_auth->exchange(code).status, 200); // the right one is not harmed by a guess
    }

    void codeIsGoodOnce()
    {
        const QString code =
            m_auth->code(core::flowsAllScope(), auth::ownerIdentityId(), {{u"access_type"_s, u"offline"_s}});
        const Json tokens = m_auth->exchange(code).json();
        const QByteArray access = text(tokens, "access_token").toLatin1();
        QCOMPARE(m_auth->ask("GET", "/flows", access).status, 200);
        QCOMPARE(m_auth->exchange(code).status, 401);
        // Two have the code, and one of them stole it: what it gave is over.
        QCOMPARE(m_auth->ask("GET", "/flows", access).status, 401);
        QCOMPARE(m_auth->refresh(text(tokens, "refresh_token")).status, 401);
    }

    void codeExpires()
    {
        const QString early = m_auth->code(u"openid"_s, auth::ownerIdentityId());
        m_auth->clock.advance(auth::SignIn::codeLifetime - 1);
        QCOMPARE(m_auth->exchange(early).status, 200);
        const QString late = m_auth->code(u"openid"_s, auth::ownerIdentityId());
        m_auth->clock.advance(auth::SignIn::codeLifetime);
        QCOMPARE(m_auth->exchange(late).status, 401);
    }

    void otherClientsCodeAndTokens()
    {
        const QString other = core::newId();
        ClientStore(*m_auth->database).put({other, u"Other"_s, {}, {}, {}});
        const AuthEmulator::Parameters asOther{{u"client_id"_s, other}};
        const QString code =
            m_auth->code(core::flowsAllScope(), auth::ownerIdentityId(), {{u"access_type"_s, u"offline"_s}});
        QCOMPARE(m_auth->exchange(code, asOther).status, 401);
        const Json tokens = m_auth->exchange(code).json();
        const QString refresh = text(tokens, "refresh_token");
        QCOMPARE(m_auth->grant({{u"grant_type"_s, u"refresh_token"_s}, {u"refresh_token"_s, refresh}, asOther.first()})
                     .status,
                 401);
        const RawAnswer revoked =
            m_auth->form("/v2/oauth2/token/revoke", formBytes({{u"token"_s, refresh}, asOther.first()}));
        QCOMPARE(revoked.body, QByteArray("{\"active\":false}")); // and nobody is told
        QCOMPARE(m_auth->ask("GET", "/flows", text(tokens, "access_token").toLatin1()).status, 200);
        // A confidential client must prove who it is.
        const QString id = m_auth->clientId;
        QCOMPARE(m_auth->exchange(code, {{u"client_id"_s, id}}).status, 401);
        QCOMPARE(
            m_auth->form("/v2/oauth2/token/revoke", formBytes({{u"token"_s, u"x"_s}, {u"client_id"_s, id}})).status,
            401);
    }

    void nothingIsStoredInClear()
    {
        const QString spare = m_auth->code(u"openid"_s, auth::ownerIdentityId());
        const Json tokens =
            m_auth->tokensFor(core::flowsAllScope(), auth::ownerIdentityId(), {{u"access_type"_s, u"offline"_s}});
        m_auth->server.reset();
        m_auth->database.reset(); // checkpoints
        QFile file(m_auth->directory.filePath(u"emulator.sqlite"_s));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray content = file.readAll();
        QVERIFY(content.contains(auth::ownerIdentityId().toUtf8()));
        for (const QString &secret : {spare, text(tokens, "access_token"), text(tokens, "refresh_token"),
                                      QString::fromLatin1(AuthEmulator::verifier())}) {
            QVERIFY(!secret.isEmpty());
            QVERIFY(!content.contains(secret.toUtf8()));
        }
    }

private:
    std::optional<AuthEmulator> m_auth;
};

FLOWS_TEST(tst_emulatorcodeattacks, EmulatorCodeAttacksTest)
#include "tst_emulatorcodeattacks.moc"
