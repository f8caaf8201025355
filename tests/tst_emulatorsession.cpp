#include "core/ids.h"
#include "emulator/auth/residents.h"
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

    void nobodyMayBeAsked()
    {
        const RawAnswer answer = m_auth->page(u"openid"_s, {{u"prompt"_s, u"none"_s}, {u"state"_s, QString()}});
        QCOMPARE(answer.status, 302);
        QCOMPARE(AuthEmulator::led(answer, u"error"_s), u"login_required"_s);
        QVERIFY(!answer.headers.value("location").contains("state"));
    }

private:
    std::optional<AuthEmulator> m_auth;
};

FLOWS_TEST(tst_emulatorsession, EmulatorSessionTest)
#include "tst_emulatorsession.moc"
