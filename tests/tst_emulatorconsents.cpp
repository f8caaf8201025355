#include "core/ids.h"
#include "emulator/auth/consentbook.h"
#include "emulator/auth/residents.h"
#include "emulator/auth/scopebook.h"
#include "emulator/store/grantstores.h"
#include "support/authemulator.h"
#include "support/testmain.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace emulator;
using namespace testsupport;
using core::Json;

class EmulatorConsentsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_auth.emplace(); }
    void cleanup() { m_auth.reset(); }

    void consentsGrow()
    {
        const QString flow = m_auth->addFlow({});
        const QString root = core::flowUserScope(flow);
        const QString transfer = auth::transferAllScope();
        const QString data = auth::dataAccessScope(AuthEmulator::mappedCollection());
        const auto consents = [this](const Json &answer) {
            const QByteArray token = text(tokenFor(answer, u"auth.globus.org"_s), "access_token").toLatin1();
            return m_auth->ask("GET", "/v2/api/identities/" + auth::starterIdentityId().toLatin1() + "/consents", token)
                .json()["consents"];
        };
        const QString plain = root % u" openid"_s;
        const Json before = m_auth->tokensFor(plain, auth::starterIdentityId());
        QCOMPARE(consents(before).size(), 2U);
        const QString tree = root % u"[*"_s % transfer % u"[*"_s % data % u"]]"_s;
        const Json after = m_auth->tokensFor(tree % u" openid"_s, auth::starterIdentityId());
        const Json all = consents(after);
        QCOMPARE(all.size(), 4U);
        QVERIFY(all[0]["dependency_path"] == Json::array({all[0]["id"]}));
        QVERIFY(all[3]["dependency_path"] == Json::array({all[0]["id"], all[2]["id"], all[3]["id"]}));
        QCOMPARE(text(all[0], "client"), m_auth->nativeClientId);
        QCOMPARE(text(all[2], "client"), flow);
        QCOMPARE(text(all[3], "scope_name"), data);
        QVERIFY(all[3]["atomically_revocable"].get<bool>() && !all[0]["atomically_revocable"].get<bool>());
        // A token that was there before does not gain by it, one that is issued later does.
        const auto carries = [&](const Json &answer) {
            const QByteArray token = text(tokenFor(answer, flow), "access_token").toLatin1();
            return m_auth->tokens->verify(token)->hasConsent(*core::Scope::parse(tree));
        };
        QVERIFY(carries(after));
        QVERIFY(!carries(before));
        QVERIFY(carries(m_auth->tokensFor(plain, auth::starterIdentityId())));
        QVERIFY(!carries(m_auth->tokensFor(plain, auth::ownerIdentityId()))); // somebody else's consent
    }

    //! A consent is used when tokens are issued under it, and changes when what it allows does.
    void timesOfConsents()
    {
        const QString data = auth::dataAccessScope(AuthEmulator::mappedCollection());
        const QString tree = core::flowsAllScope() % u"["_s % auth::transferAllScope() % u"[*"_s % data % u"]]"_s;
        const QByteArray flows = m_auth->addServer(core::flowsResourceServer());
        const auto consent = [this](const QString &scope, const QString &client = {}) {
            const QString root = client.isEmpty() ? m_auth->nativeClientId : client;
            for (const ConsentRecord &one : ConsentStore(*m_auth->database).of(auth::ownerIdentityId(), root)) {
                if (one.scopeName == scope)
                    return one;
            }
            return ConsentRecord();
        };
        const QDateTime given = m_auth->clock.now();
        const QString code = m_auth->code(tree, auth::ownerIdentityId());
        QCOMPARE(consent(core::flowsAllScope()).createdAt, given);
        QVERIFY(!consent(core::flowsAllScope()).lastUsed.isValid());
        m_auth->clock.advance(60);
        const Json tokens = m_auth->exchange(code).json();
        const QDateTime exchanged = m_auth->clock.now();
        QCOMPARE(consent(core::flowsAllScope()).lastUsed, exchanged);
        QVERIFY(!consent(auth::transferAllScope()).lastUsed.isValid());
        // Of another client, to which nothing of this happens.
        auth::ConsentBook(*m_auth->database, *m_auth->scopes, m_auth->clock)
            .record(m_auth->clientId, auth::ownerIdentityId(), *core::Scope::parseList(tree), false);
        m_auth->clock.advance(60);
        const Json near = m_auth->dependents(flows, text(tokens, "access_token")).json()[0];
        QCOMPARE(consent(auth::transferAllScope()).lastUsed, m_auth->clock.now());
        QCOMPARE(consent(core::flowsAllScope()).lastUsed, exchanged);
        QVERIFY(!consent(data).lastUsed.isValid());
        QVERIFY(!consent(auth::transferAllScope(), m_auth->clientId).lastUsed.isValid());
        const QByteArray transfer = m_auth->addServer(u"transfer.api.globus.org"_s);
        m_auth->clock.advance(60);
        QCOMPARE(m_auth->dependents(transfer, text(near, "access_token")).status, 200);
        QCOMPARE(consent(data).lastUsed, m_auth->clock.now());
        (void)m_auth->code(tree, auth::ownerIdentityId()); // nothing new
        QCOMPARE(consent(core::flowsAllScope()).updatedAt, given);
        (void)m_auth->code(tree, auth::ownerIdentityId(), {{u"access_type"_s, u"offline"_s}});
        QCOMPARE(consent(core::flowsAllScope()).updatedAt, m_auth->clock.now());
        QCOMPARE(consent(core::flowsAllScope()).createdAt, given);
    }

    //! A client that acts by itself has consents too, because others look for them before they resume a run.
    void consentsOfAClient()
    {
        const QByteArray id = m_auth->clientId.toLatin1();
        const QString tree = auth::transferAllScope() % u"[*"_s %
                             auth::dataAccessScope(AuthEmulator::mappedCollection()) % u"] openid"_s;
        const Json answer =
            m_auth
                ->form("/v2/oauth2/token", formBytes({{u"grant_type"_s, u"client_credentials"_s}, {u"scope"_s, tree}}),
                       id, m_auth->clientSecret.toLatin1())
                .json();
        const QByteArray token = text(tokenFor(answer, u"auth.globus.org"_s), "access_token").toLatin1();
        const Json consents = m_auth->ask("GET", "/v2/api/identities/" + id + "/consents", token).json()["consents"];
        QCOMPARE(consents.size(), 3U);
        QCOMPARE(text(consents[0], "scope_name"), auth::transferAllScope());
        QVERIFY(consents[1]["dependency_path"] == Json::array({consents[0]["id"], consents[1]["id"]}));
    }

    void consentsAreTheOwners()
    {
        const QByteArray path = "/v2/api/identities/" + auth::starterIdentityId().toLatin1() + "/consents";
        const auto ask = [&](const QString &identity, const QString &scope, const QByteArray &query) {
            const Json answer = m_auth->tokensFor(scope, identity);
            return m_auth->ask("GET", path + query, text(answer, "access_token").toLatin1());
        };
        QCOMPARE(ask(auth::ownerIdentityId(), u"openid"_s, {}).status, 403);
        QCOMPARE(ask(auth::starterIdentityId(), u"openid"_s, "?all=true").status, 403);
        const QString all = u"openid urn:globus:auth:scope:auth.globus.org:view_consents"_s;
        QCOMPARE(ask(auth::starterIdentityId(), all, "?all=true").status, 200);
        QCOMPARE(m_auth->ask("GET", path).status, 401);
        QCOMPARE(m_auth->form(path, {}, m_auth->clientId.toLatin1(), {}).status, 405);
    }

private:
    std::optional<AuthEmulator> m_auth;
};

FLOWS_TEST(tst_emulatorconsents, EmulatorConsentsTest)
#include "tst_emulatorconsents.moc"
