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
    std::optional<AuthEmulator> m_auth;
};

FLOWS_TEST(tst_emulatordependents, EmulatorDependentsTest)
#include "tst_emulatordependents.moc"
