#include "support/testmain.h"

#include "net/gare.h"

#include <QTest>

using net::Gare;

namespace {

std::optional<Gare> find(const QByteArray &document)
{
    const core::JsonParse parsed = core::parseJson(document);
    return parsed ? Gare::find(*parsed.value) : std::nullopt;
}

} // namespace

//! Globus Auth requirements errors, in each shape that services have written them in.
class GareTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyMember()
    {
        const auto gare = find("{\"code\":\"ConsentRequired\",\"authorization_parameters\":{"
                               "\"required_scopes\":[\"a[*b[c]]\",\"d\"],\"session_message\":\"Please\","
                               "\"session_required_identities\":[\"i1\",\"i2\"],"
                               "\"session_required_policies\":[\"p\"],"
                               "\"session_required_single_domain\":[\"example.org\",\"example.com\"],"
                               "\"session_required_mfa\":true,\"prompt\":\"login\",\"later\":{\"x\":1}},"
                               "\"message\":\"m\",\"request_id\":\"r\"}");
        QVERIFY(gare);
        QCOMPARE(gare->code, QStringLiteral("ConsentRequired"));
        QCOMPARE(gare->requiredScopes, (QStringList{QStringLiteral("a[*b[c]]"), QStringLiteral("d")}));
        QCOMPARE(gare->sessionMessage, QStringLiteral("Please"));
        QCOMPARE(gare->sessionRequiredIdentities, (QStringList{QStringLiteral("i1"), QStringLiteral("i2")}));
        QCOMPARE(gare->sessionRequiredPolicies, QStringList{QStringLiteral("p")});
        QCOMPARE(gare->sessionRequiredSingleDomain,
                 (QStringList{QStringLiteral("example.org"), QStringLiteral("example.com")}));
        QCOMPARE(gare->sessionRequiredMfa, true);
        QCOMPARE(gare->prompt, QStringLiteral("login"));
        QCOMPARE(gare->parameters["later"]["x"].get<int>(), 1); // what is not known is kept
        QVERIFY(!gare->isEmpty());
    }

    void shapes_data()
    {
        QTest::addColumn<QByteArray>("document");
        QTest::addColumn<QString>("code");
        QTest::addColumn<QByteArray>("parameters");
        const auto row = [](const char *name, const char *document, const char *code, const char *parameters) {
            QTest::newRow(name) << QByteArray(document) << QString::fromLatin1(code) << QByteArray(parameters);
        };
        row("a policy of a flow",
            "{\"code\":\"AuthenticationPolicyRequired\",\"authorization_parameters\":{\"session_required_policies\":"
            "[\"p\"]},\"debug_id\":\"d\"}",
            "AuthenticationPolicyRequired", "{\"session_required_policies\":[\"p\"]}");
        row("beside an error of Flows",
            "{\"error\":{\"code\":\"X\",\"detail\":\"y\"},\"code\":\"Q\",\"authorization_parameters\":{}}", "Q", "{}");
        row("without a code", "{\"authorization_parameters\":{\"prompt\":\"login\"}}", "AuthorizationRequired",
            "{\"prompt\":\"login\"}");
        row("texts with commas",
            "{\"authorization_parameters\":{\"session_required_policies\":\"p1, p2\","
            "\"session_required_single_domain\":\"a.org\"}}",
            "AuthorizationRequired",
            "{\"session_required_policies\":[\"p1\",\"p2\"],\"session_required_single_domain\":[\"a.org\"]}");
        row("Transfer", "{\"code\":\"ConsentRequired\",\"required_scopes\":[\"a\"],\"message\":\"m\"}",
            "ConsentRequired", "{\"required_scopes\":[\"a\"],\"session_message\":\"m\"}");
        row("an action provider", "{\"code\":\"ConsentRequired\",\"required_scope\":\"a[*b]\",\"description\":\"d\"}",
            "ConsentRequired", "{\"required_scopes\":[\"a[*b]\"],\"session_message\":\"d\"}");
        row("a run that waits",
            "{\"code\":\"ConsentRequired\",\"description\":\"d\",\"required_scope\":\"a\",\"state_name\":\"S\","
            "\"authorization_parameters\":{\"session_message\":\"own\"},\"action_statuses\":[{}]}",
            "ConsentRequired", "{\"session_message\":\"own\",\"required_scopes\":[\"a\"]}");
        row("scopes in both places",
            "{\"code\":\"ConsentRequired\",\"required_scope\":\"a\","
            "\"authorization_parameters\":{\"required_scopes\":[\"b\"]}}",
            "ConsentRequired", "{\"required_scopes\":[\"b\"]}");
        row("a session for a run",
            "{\"code\":\"AuthorizationParameters\",\"authorization_parameters\":{\"session_required_identities\":"
            "[\"i\"]},\"required_scope\":\"a\"}",
            "AuthorizationParameters", "{\"session_required_identities\":[\"i\"]}");
        row("a dependent grant",
            "{\"error\":\"dependent_consent_required\",\"errors\":[{\"unapproved_scopes\":[\"a\",\"b\"]},{}]}",
            "ConsentRequired", "{\"required_scopes\":[\"a\",\"b\"]}");
        row("inside of error", "{\"error\":{\"code\":\"Q\",\"authorization_parameters\":{\"prompt\":\"none\"}}}", "Q",
            "{\"prompt\":\"none\"}");
        row("among errors",
            "{\"errors\":[{\"code\":\"other\"},{\"code\":\"ConsentRequired\",\"required_scope\":\"a\"},"
            "{\"code\":\"ConsentRequired\",\"required_scope\":\"b\"}]}",
            "ConsentRequired", "{\"required_scopes\":[\"a\"]}");
        row("null members",
            "{\"code\":\"Q\",\"authorization_parameters\":{\"session_required_policies\":null,\"prompt\":null,"
            "\"session_required_mfa\":null,\"required_scopes\":null,\"session_message\":null}}",
            "Q",
            "{\"session_required_policies\":null,\"prompt\":null,\"session_required_mfa\":null,"
            "\"required_scopes\":null,\"session_message\":null}");
    }

    void shapes()
    {
        QFETCH(const QByteArray, document);
        QFETCH(const QString, code);
        QFETCH(const QByteArray, parameters);
        const auto gare = find(document);
        QVERIFY(gare);
        QCOMPARE(gare->code, code);
        QCOMPARE(core::toBytes(gare->parameters), parameters);
    }

    void others_data()
    {
        QTest::addColumn<QByteArray>("document");
        const auto row = [](const char *document) { QTest::newRow(document) << QByteArray(document); };
        row("{}");
        row("[]");
        row("null");
        row("\"ConsentRequired\"");
        row("{\"code\":\"ConsentRequired\"}");
        row("{\"required_scopes\":[\"a\"]}");
        row("{\"code\":\"ConsentRequired\",\"required_scopes\":\"a\"}");
        row("{\"code\":\"ConsentRequired\",\"required_scope\":[\"a\"]}");
        row("{\"code\":\"ConsentRequired\",\"required_scopes\":[1]}");
        row("{\"authorization_parameters\":\"session\"}");
        row("{\"authorization_parameters\":null,\"code\":\"Q\"}");
        row("{\"authorization_parameters\":{\"required_scopes\":\"a\"}}");
        row("{\"authorization_parameters\":{\"session_required_policies\":5}}");
        row("{\"authorization_parameters\":{\"session_required_mfa\":\"yes\"}}");
        row("{\"authorization_parameters\":{\"prompt\":[]}}");
        row("{\"authorization_parameters\":{\"session_message\":{}}}");
        row("{\"error\":\"dependent_consent_required\"}");
        row("{\"error\":\"dependent_consent_required\",\"errors\":[]}");
        row("{\"error\":\"dependent_consent_required\",\"errors\":[7]}");
        row("{\"error\":{\"code\":\"FORBIDDEN\",\"detail\":\"no\"}}");
        row("{\"errors\":{\"code\":\"ConsentRequired\",\"required_scope\":\"a\"}}");
    }

    void others()
    {
        QFETCH(const QByteArray, document);
        QVERIFY(!find(document));
    }

    void nothingThatCouldBeDone()
    {
        const auto gare = find("{\"authorization_parameters\":{\"session_message\":\"m\",\"x\":1,"
                               "\"session_required_identities\":[]}}");
        QVERIFY(gare);
        QVERIFY(gare->isEmpty());
    }
};

FLOWS_TEST(tst_gare, GareTest)
#include "tst_gare.moc"
