#include "core/ids.h"
#include "emulator/auth/residents.h"
#include "emulator/store/authstores.h"
#include "emulator/store/statement.h"
#include "support/authemulator.h"
#include "support/testmain.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace emulator;
using namespace testsupport;
using core::Json;

class EmulatorRefreshTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_auth.emplace(); }
    void cleanup() { m_auth.reset(); }

    void refreshing()
    {
        const Json first =
            m_auth->tokensFor(core::flowsAllScope() % u" openid offline_access"_s, auth::ownerIdentityId());
        const QString refresh = text(first, "refresh_token");
        QVERIFY(!refresh.isEmpty());
        QVERIFY(!text(tokenFor(first, u"auth.globus.org"_s), "refresh_token").isEmpty());
        QVERIFY(!m_auth->tokens->verify(refresh.toLatin1())); // opens nothing by itself
        m_auth->clock.advance(172800);
        QCOMPARE(m_auth->ask("GET", "/flows", text(first, "access_token").toLatin1()).status, 401);
        const Json second = m_auth->refresh(refresh).json();
        QCOMPARE(text(second, "resource_server"), u"flows.globus.org"_s);
        QVERIFY(second["other_tokens"].empty() && !second.contains("id_token"));
        QCOMPARE(text(second, "refresh_token"), refresh);
        QCOMPARE(m_auth->ask("GET", "/flows", text(second, "access_token").toLatin1()).status, 200);
        m_auth->clock.advance(180LL * 24 * 3600); // lives as long as it is used
        QCOMPARE(m_auth->refresh(refresh).status, 200);
        m_auth->clock.advance(184LL * 24 * 3600);
        QCOMPARE(m_auth->refresh(refresh).status, 401);
    }

    void refreshingWithRotation()
    {
        const QByteArray wish = "{\"rotate_refresh_tokens\": true}";
        QCOMPARE(m_auth->ask("POST", "/_emulator/auth", "control", "{\"rotate_refresh_tokens\": 1}").status, 422);
        QCOMPARE(m_auth->ask("POST", "/_emulator/auth", "wrong", wish).status, 401);
        QCOMPARE(m_auth->ask("POST", "/_emulator/auth", "control", wish).status, 200);
        const QString first =
            text(m_auth->tokensFor(core::flowsAllScope(), auth::ownerIdentityId(), {{u"access_type"_s, u"offline"_s}}),
                 "refresh_token");
        const Json second = m_auth->refresh(first).json();
        QVERIFY(text(second, "refresh_token") != first);
        QCOMPARE(m_auth->refresh(first).status, 401); // somebody has the old one: all of it ends
        QCOMPARE(m_auth->refresh(text(second, "refresh_token")).status, 401);
        QCOMPARE(m_auth->ask("GET", "/flows", text(second, "access_token").toLatin1()).status, 401);
    }

    void revoking()
    {
        const Json tokens = m_auth->tokensFor(core::flowsAllScope() % u" openid"_s, auth::ownerIdentityId(),
                                              {{u"access_type"_s, u"offline"_s}});
        const auto alive = [this](const QString &token) {
            return m_auth
                ->form("/v2/oauth2/token/validate",
                       formBytes({{u"token"_s, token}, {u"client_id"_s, m_auth->nativeClientId}}))
                .json()["active"]
                .get<bool>();
        };
        const QString openid = text(tokenFor(tokens, u"auth.globus.org"_s), "access_token");
        QVERIFY(alive(text(tokens, "access_token")));
        for (int i = 0; i < 2; ++i) {
            const RawAnswer answer = m_auth->revoke(text(tokens, "refresh_token"));
            QCOMPARE(answer.status, 200);
            QCOMPARE(answer.body, QByteArray("{\"active\":false}"));
        }
        QVERIFY(!alive(text(tokens, "access_token")));
        QVERIFY(alive(openid)); // of another resource server
        QCOMPARE(m_auth->revoke(openid).status, 200);
        QVERIFY(!alive(openid));
    }

    //! Who tries a token that was revoked is late, and no thief: what else came from the sign-in goes on.
    void revokedIsNotReplaced()
    {
        for (const bool rotate : {false, true}) {
            m_auth->signIn->rotateRefreshTokens = rotate;
            const Json tokens = m_auth->tokensFor(core::flowsAllScope() % u" openid"_s, auth::ownerIdentityId(),
                                                  {{u"access_type"_s, u"offline"_s}});
            const Json openid = tokenFor(tokens, u"auth.globus.org"_s);
            m_auth->revoke(text(tokens, "refresh_token"));
            QCOMPARE(m_auth->refresh(text(tokens, "refresh_token")).status, 401);
            QVERIFY(m_auth->isAlive(text(openid, "access_token")));
            QCOMPARE(m_auth->refresh(text(openid, "refresh_token")).status, 200);
        }
    }

    //! The tokens of a flow that is gone are for no resource server, not for one without a name.
    void scopesThatAreGone()
    {
        const QString scope = core::flowUserScope(m_auth->addFlow({}));
        const AuthEmulator::Parameters offline{{u"access_type"_s, u"offline"_s}};
        const Json tokens = m_auth->tokensFor(scope, auth::ownerIdentityId(), offline);
        const QString code = m_auth->code(scope, auth::ownerIdentityId());
        Statement(*m_auth->database, u"DELETE FROM flows"_s).run();
        QCOMPARE(m_auth->refresh(text(tokens, "refresh_token")).status, 401);
        QCOMPARE(m_auth->exchange(code).status, 401);
        QVERIFY(m_auth->tokens->issue({{}, auth::ownerIdentityId(), {{scope, false, {}}}, {}, {}}).isEmpty());
        TokenRecord nameless =
            *TokenStore(*m_auth->database).find(TokenStore::hashOf(m_auth->allToken(m_auth->clientId)));
        nameless.hash = TokenStore::hashOf(QByteArrayView("nameless"));
        nameless.resourceServer.clear();
        TokenStore(*m_auth->database).insert(nameless);
        QVERIFY(!m_auth->isAlive(u"nameless"_s));
    }

    void accessTokenIsNoRefreshToken()
    {
        const Json tokens = m_auth->tokensFor(core::flowsAllScope(), auth::ownerIdentityId());
        QCOMPARE(m_auth->refresh(text(tokens, "access_token")).status, 401);
    }

private:
    std::optional<AuthEmulator> m_auth;
};

FLOWS_TEST(tst_emulatorrefresh, EmulatorRefreshTest)
#include "tst_emulatorrefresh.moc"
