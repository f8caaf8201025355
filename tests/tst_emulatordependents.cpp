#include "core/ids.h"
#include "emulator/auth/residents.h"
#include "emulator/auth/scopebook.h"
#include "emulator/store/authstores.h"
#include "support/authemulator.h"
#include "support/testmain.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace emulator;
using namespace testsupport;
using core::Json;

class EmulatorDependentsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_auth.emplace(); }
    void cleanup() { m_auth.reset(); }

    void dependentTokens()
    {
        const QString groups = u"urn:globus:auth:scope:groups.api.globus.org:all"_s;
        const QByteArray server = m_auth->addServer(core::flowsResourceServer());
        const Json answer =
            m_auth->tokensFor(core::flowsAllScope() % u"["_s % auth::transferAllScope() % u" "_s % groups % u"]"_s,
                              auth::ownerIdentityId());
        const QString token = text(answer, "access_token");
        const RawAnswer both = m_auth->dependents(server, token);
        QCOMPARE(both.status, 200);
        QCOMPARE(both.json().size(), 2U);
        const auto caller = m_auth->tokens->verify(text(both.json()[0], "access_token").toLatin1());
        QCOMPARE(caller->identity.id, auth::ownerIdentityId());
        QCOMPARE(caller->resourceServer, u"transfer.api.globus.org"_s);
        QCOMPARE(m_auth->dependents(server, token, {{u"scope"_s, groups}}).json().size(), 1U);
        const QString data = auth::dataAccessScope(AuthEmulator::mappedCollection());
        const QString deep = auth::transferAllScope() % u"["_s % data % u"]"_s;
        const RawAnswer missing = m_auth->dependents(server, token, {{u"scope"_s, deep}});
        QCOMPARE(missing.status, 403);
        QCOMPARE(text(missing.json(), "error"), u"dependent_consent_required"_s);
        QVERIFY(missing.json()["errors"][0]["unapproved_scopes"] == Json::array({deep.toStdString()}));
        // Only the server that the token is for can act on.
        const QByteArray other = m_auth->addServer(u"transfer.api.globus.org"_s);
        QCOMPARE(m_auth->dependents(other, token).status, 401);
    }

    //! Whatever ends a token ends what servers got for it, however far down.
    void dependentsEndWithTheirToken_data()
    {
        QTest::addColumn<int>("how");
        QTest::newRow("the code is used again") << 0;
        QTest::newRow("a replaced refresh token is used again") << 1;
        QTest::newRow("the refresh token is revoked") << 2;
        QTest::newRow("the access token is revoked") << 3;
    }
    void dependentsEndWithTheirToken()
    {
        QFETCH(int, how);
        const QByteArray flows = m_auth->addServer(core::flowsResourceServer());
        const QByteArray transfer = m_auth->addServer(u"transfer.api.globus.org"_s);
        const QString code = m_auth->code(tree(), auth::ownerIdentityId(), offline());
        const Json tokens = m_auth->exchange(code).json();
        const Json near = m_auth->dependents(flows, text(tokens, "access_token"), offline()).json()[0];
        const Json far = m_auth->dependents(transfer, text(near, "access_token")).json()[0];
        const QByteArray again =
            formBytes({{u"grant_type"_s, u"refresh_token"_s}, {u"refresh_token"_s, text(near, "refresh_token")}});
        const Json later = m_auth->form("/v2/oauth2/token", again, flows, "secret").json();
        const QStringList all{text(near, "access_token"), text(far, "access_token"), text(later, "access_token")};
        for (const QString &token : all)
            QVERIFY(m_auth->isAlive(token));
        m_auth->signIn->rotateRefreshTokens = how == 1;
        if (how == 0)
            QCOMPARE(m_auth->exchange(code).status, 401);
        if (how == 1)
            QCOMPARE(m_auth->refresh(text(tokens, "refresh_token")).status, 200);
        if (how == 1)
            QCOMPARE(m_auth->refresh(text(tokens, "refresh_token")).status, 401);
        if (how >= 2)
            QCOMPARE(m_auth->revoke(text(tokens, how == 2 ? "refresh_token" : "access_token")).status, 200);
        for (const QString &token : all)
            QVERIFY(!m_auth->isAlive(token));
        QCOMPARE(m_auth->form("/v2/oauth2/token", again, flows, "secret").status, 401);
    }

    //! A line is known for as long as anything in it lives.
    void dependentsEndLongAfter()
    {
        const QByteArray flows = m_auth->addServer(core::flowsResourceServer());
        const Json tokens = m_auth->tokensFor(tree(), auth::ownerIdentityId(), offline());
        const Json near = m_auth->dependents(flows, text(tokens, "access_token"), offline()).json()[0];
        m_auth->clock.advance(30LL * 24 * 3600); // the access token is forgotten
        const QByteArray again =
            formBytes({{u"grant_type"_s, u"refresh_token"_s}, {u"refresh_token"_s, text(near, "refresh_token")}});
        QCOMPARE(m_auth->form("/v2/oauth2/token", again, flows, "secret").status, 200);
        m_auth->revoke(text(tokens, "refresh_token"));
        QCOMPARE(m_auth->form("/v2/oauth2/token", again, flows, "secret").status, 401);
    }

    void otherTokensGoOn()
    {
        const QByteArray flows = m_auth->addServer(core::flowsResourceServer());
        const Json tokens = m_auth->tokensFor(tree(), auth::ownerIdentityId(), offline());
        const Json second = m_auth->refresh(text(tokens, "refresh_token")).json();
        const Json near = m_auth->dependents(flows, text(second, "access_token")).json()[0];
        m_auth->revoke(text(tokens, "access_token"));
        QVERIFY(!m_auth->isAlive(text(tokens, "access_token")));
        QVERIFY(m_auth->isAlive(text(second, "access_token")));
        QVERIFY(m_auth->isAlive(text(near, "access_token")));
    }

    //! Nobody goes on while the person is away who was not let to.
    void refreshTokensWantConsent()
    {
        const QByteArray flows = m_auth->addServer(core::flowsResourceServer());
        const QByteArray transfer = m_auth->addServer(u"transfer.api.globus.org"_s);
        for (const bool allowed : {false, true}) {
            const Json tokens =
                m_auth->tokensFor(tree(), auth::ownerIdentityId(), allowed ? offline() : AuthEmulator::Parameters());
            const Json near = m_auth->dependents(flows, text(tokens, "access_token"), offline()).json()[0];
            QCOMPARE(near.contains("refresh_token"), allowed);
            const Json far = m_auth->dependents(transfer, text(near, "access_token"), offline()).json()[0];
            QCOMPARE(far.contains("refresh_token"), allowed);
        }
        const QByteArray own = m_auth->token(m_auth->clientId, tree());
        QVERIFY(!m_auth->dependents(flows, QString::fromLatin1(own), offline()).json()[0].contains("refresh_token"));
    }

    void introspection()
    {
        const Json answer = m_auth->tokensFor(core::flowsAllScope(), auth::ownerIdentityId());
        const QByteArray fields =
            "include=session_info,identity_set,identity_set_detail&token=" + text(answer, "access_token").toLatin1();
        const auto ask = [&](const QString &id, const QByteArray &secret) {
            return m_auth->form("/v2/oauth2/token/introspect", fields, id.toLatin1(), secret).json();
        };
        // Somebody else's token.
        QVERIFY(ask(m_auth->clientId, m_auth->clientSecret.toLatin1()) == Json({{"active", false}}));
        const QByteArray server = m_auth->addServer(core::flowsResourceServer());
        const Json live = ask(QString::fromLatin1(server), "secret");
        QVERIFY(live["active"].get<bool>());
        QCOMPARE(text(live, "username"), u"owner@emulator"_s);
        QVERIFY(live["session_info"]["authentications"].contains(auth::ownerIdentityId().toStdString()));
        QCOMPARE(text(live["identity_set_detail"][0], "username"), u"owner@emulator"_s);
    }

private:
    static AuthEmulator::Parameters offline() { return {{u"access_type"_s, u"offline"_s}}; }
    //! The Flows service, a transfer below it, and a collection below that.
    static QString tree()
    {
        return core::flowsAllScope() % u"["_s % auth::transferAllScope() % u"["_s %
               auth::dataAccessScope(AuthEmulator::mappedCollection()) % u"]]"_s;
    }

    std::optional<AuthEmulator> m_auth;
};

FLOWS_TEST(tst_emulatordependents, EmulatorDependentsTest)
#include "tst_emulatordependents.moc"
