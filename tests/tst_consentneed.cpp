#include "support/testmain.h"

#include "auth/consentneed.h"
#include "net/tokensource.h"

#include <QTest>

using namespace Qt::StringLiterals;
using auth::ConsentNeed;
using core::Scope;

namespace {

const QString policyA = u"11111111-1111-4111-8111-111111111111"_s;
const QString policyB = u"22222222-2222-4222-8222-222222222222"_s;

ConsentNeed needOf(const QByteArray &parameters, const QString &scope = u"all"_s)
{
    return ConsentNeed::of({u"flows"_s, {scope}, parameters}).value_or(ConsentNeed());
}

QString text(const QList<Scope> &scopes)
{
    return Scope::toString(scopes);
}

} // namespace

//! What requests lack, read from requirements, put together for one sign-in.
class ConsentNeedTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void scopes_data()
    {
        QTest::addColumn<QStringList>("own");
        QTest::addColumn<QByteArray>("parameters");
        QTest::addColumn<QString>("scopes");
        QTest::newRow("the program's own") << QStringList{u"a b"_s, u"a[c]"_s} << QByteArray() << u"a[c] b"_s;
        QTest::newRow("what a service wants besides")
            << QStringList{u"a"_s} << QByteArray("{\"required_scopes\": [\"a[*b[c]]\", \"d\"]}") << u"a[*b[c]] d"_s;
        QTest::newRow("malformed ones of a service")
            << QStringList{u"a"_s} << QByteArray("{\"required_scopes\": [\"a[b\", \"d\"]}") << u"a d"_s;
        QTest::newRow("no document") << QStringList{u"a"_s} << QByteArray("[1") << u"a"_s;
        QTest::newRow("no list") << QStringList{u"a"_s} << QByteArray("{\"required_scopes\": 1}") << u"a"_s;
    }
    void scopes()
    {
        QFETCH(QStringList, own);
        QFETCH(QByteArray, parameters);
        QFETCH(QString, scopes);
        const auto need = ConsentNeed::of({u"flows"_s, own, parameters});
        QVERIFY(need.has_value());
        QCOMPARE(text(need->scopes), scopes);
        QCOMPARE(need->resourceServers, QStringList{u"flows"_s});
    }

    void malformedScopesOfOurOwn() { QVERIFY(!ConsentNeed::of({u"flows"_s, {u"a[b"_s}, {}})); }

    void aSessionIsANewOne_data()
    {
        QTest::addColumn<QByteArray>("parameters");
        QTest::addColumn<QString>("prompt");
        QTest::newRow("policies") << QByteArray("{\"session_required_policies\": [\"" + policyA.toLatin1() + "\"]}")
                                  << u"login"_s;
        QTest::newRow("identities") << QByteArray("{\"session_required_identities\": [\"me@example.org\"]}")
                                    << u"login"_s;
        QTest::newRow("a domain") << QByteArray("{\"session_required_single_domain\": [\"example.org\"]}")
                                  << u"login"_s;
        QTest::newRow("a second factor") << QByteArray("{\"session_required_mfa\": true}") << u"login"_s;
        QTest::newRow("nobody may be asked") << QByteArray("{\"prompt\": \"none\"}") << u"login"_s;
        QTest::newRow("consent alone") << QByteArray("{\"required_scopes\": [\"a\"]}") << QString();
        QTest::newRow("malformed") << QByteArray("{\"session_required_policies\": [\"<b>\"]}") << QString();
    }
    void aSessionIsANewOne()
    {
        QFETCH(QByteArray, parameters);
        QFETCH(QString, prompt);
        QCOMPARE(needOf(parameters).session.prompt, prompt);
    }

    void joining_data()
    {
        QTest::addColumn<QByteArray>("a");
        QTest::addColumn<QByteArray>("b");
        QTest::addColumn<bool>("can");
        const QByteArray x = "{\"session_required_single_domain\": [\"x.org\"]}";
        const QByteArray y = "{\"session_required_single_domain\": [\"y.org\"]}";
        const QByteArray policies = "{\"session_required_policies\": [\"" + policyA.toLatin1() + "\"]}";
        QTest::newRow("nothing") << QByteArray() << QByteArray() << true;
        QTest::newRow("policies") << policies << QByteArray(QByteArray(policies).replace('1', '2')) << true;
        QTest::newRow("a domain and a policy") << x << policies << true;
        QTest::newRow("the same domain") << x << x << true;
        QTest::newRow("two domains") << x << y << false;
        QTest::newRow("two identities") << QByteArray("{\"session_required_identities\": [\"a@x.org\"]}")
                                        << QByteArray("{\"session_required_identities\": [\"b@x.org\"]}") << false;
        QTest::newRow("second factors") << QByteArray("{\"session_required_mfa\": true}")
                                        << QByteArray("{\"session_required_mfa\": false}") << false;
    }
    void joining()
    {
        QFETCH(QByteArray, a);
        QFETCH(QByteArray, b);
        QFETCH(bool, can);
        ConsentNeed one = needOf(a, u"s[t]"_s);
        const ConsentNeed other = needOf(b, u"s[u]"_s);
        QCOMPARE(one.canJoin(other), can);
        QCOMPARE(other.canJoin(one), can);
        if (!can)
            return;
        const ConsentNeed before = one;
        QVERIFY(!before.covers(other));
        one.join(other);
        QVERIFY(one.covers(before) && one.covers(other));
        QCOMPARE(text(one.scopes), u"s[t u]"_s);
    }

    void messagesAndPolicies()
    {
        ConsentNeed one = needOf("{\"session_message\": \"First.\", \"session_required_policies\": [\"" +
                                 policyA.toLatin1() + "\"]}");
        ConsentNeed other = one;
        other.session.message = u"Second."_s;
        other.session.policies = {policyB, policyA};
        one.join(other);
        QCOMPARE(one.session.message, u"First. Second."_s);
        QCOMPARE(one.session.policies, (QStringList{policyA, policyB}));
    }

    //! A new token replaces the old one of its server, and must not be able to do less.
    void whatToAsk()
    {
        const auto token = [](const QString &server, const QString &scopes) {
            return auth::AccessToken{server, u"t"_s, *Scope::parseList(scopes), {}, {}};
        };
        const QString flow = u"https://auth.globus.org/scopes/f1/flow_f1_user"_s;
        const QString transfer = u"urn:globus:auth:scope:transfer.api.globus.org:all"_s;
        const QList<auth::AccessToken> held{token(u"f1"_s, flow + u"[*t[*c1]]"_s), token(u"f2"_s, u"x/f2/user"_s),
                                            token(u"auth.globus.org"_s, u"openid urn:globus:auth:scope:auth.globus.org:"
                                                                        "view_consents"_s),
                                            token(u"transfer.api.globus.org"_s, transfer)};
        ConsentNeed need;
        need.resourceServers = {u"f1"_s};
        need.scopes = *Scope::parseList(QString(flow + u"[*t[*c2]]"_s));
        QCOMPARE(text(auth::scopesToAsk(need, *Scope::parseList(u"openid email"), held)),
                 QString(u"openid email "_s + flow +
                         u"[*t[*c2 *c1]] urn:globus:auth:scope:auth.globus.org:view_consents"_s));
        // A server that only its token names.
        need = {{u"f2"_s}, {}, {}};
        QCOMPARE(text(auth::scopesToAsk(need, {}, held)), u"x/f2/user"_s);
    }

    void owners_data()
    {
        QTest::addColumn<QString>("owner");
        QTest::newRow("openid") << u"auth.globus.org"_s;
        QTest::newRow("urn:globus:auth:scope:auth.globus.org:view_consents") << u"auth.globus.org"_s;
        QTest::newRow("urn:globus:auth:scope:transfer.api.globus.org:all") << u"transfer.api.globus.org"_s;
        QTest::newRow("https://auth.globus.org/scopes/eec9b274-0c81-4334-bdc2-54e90e689b9a/all")
            << u"eec9b274-0c81-4334-bdc2-54e90e689b9a"_s;
        QTest::newRow("https://auth.globus.org/scopes/actions.globus.org/transfer/transfer") << u"actions.globus.org"_s;
        QTest::newRow("https://elsewhere.example/all") << QString();
    }
    void owners()
    {
        QFETCH(QString, owner);
        QCOMPARE(auth::scopeOwner(QString::fromLatin1(QTest::currentDataTag())), owner);
    }
};

FLOWS_TEST(tst_consentneed, ConsentNeedTest)
#include "tst_consentneed.moc"
