#include "support/testmain.h"

#include "net/errorbody.h"

#include <QTest>

using net::ErrorBody;

class ErrorBodyTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void reads_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QString>("code");
        QTest::addColumn<QString>("detail");
        QTest::addColumn<QString>("debugId");
        const auto row = [](const char *name, const char *body, const char *code, const char *detail,
                            const char *debugId = "") {
            QTest::newRow(name) << QByteArray(body) << QString::fromUtf8(code) << QString::fromUtf8(detail)
                                << QString::fromUtf8(debugId);
        };
        row("a text", R"({"error":{"code":"FORBIDDEN","detail":"Not yours"},"debug_id":"d1"})", "FORBIDDEN",
            "Not yours", "d1");
        row("a list", R"({"error":{"code":"UNPROCESSABLE_ENTITY","detail":[{"loc":["a",0],"msg":"too long","type":"t"},
            {"loc":["b"],"msg":"missing"}],"message":"2 validation errors"},"debug_id":"d2"})",
            "UNPROCESSABLE_ENTITY", "too long; missing", "d2");
        row("a list without messages", R"({"error":{"code":"X","detail":[{},7],"message":"2 problems"}})", "X",
            "2 problems");
        row("detail before message", R"({"error":{"code":"FLOW_VALIDATION_FAILED","detail":"a","message":"b"}})",
            "FLOW_VALIDATION_FAILED", "a");
        row("no detail", R"({"error":{"code":"X","message":"only this"}})", "X", "only this");
        row("policy", R"({"code":"AuthenticationPolicyRequired","authorization_parameters":{},"debug_id":"d3"})",
            "AuthenticationPolicyRequired", "", "d3");
        row("policy and error", R"({"code":"AuthenticationPolicyRequired","authorization_parameters":{},
            "error":{"code":"AUTHENTICATION_POLICY_REQUIRED","detail":"None of the identities"}})",
            "AUTHENTICATION_POLICY_REQUIRED", "None of the identities");
        row("code and message", R"({"code":"ClientError.NotFound","message":"gone","request_id":"r"})",
            "ClientError.NotFound", "gone");
        row("OAuth", R"({"error":"invalid_grant","error_description":"dead"})", "invalid_grant", "dead");
        row("OAuth, bare", R"({"error":"invalid_grant"})", "invalid_grant", "");
        row("JSON:API",
            R"({"errors":[{"id":"1","code":"UNAUTHORIZED","title":"Unauthorized","detail":"Call it"},{"detail":"and more"}]})",
            "UNAUTHORIZED", "Call it; and more");
        row("Auth", R"({"errors":[{"id":"1","code":"UNAUTHORIZED","detail":"first"}],"error":"unauthorized",
            "error_description":"Unauthorized"})",
            "unauthorized", "Unauthorized");
        row("a detail alone", R"({"detail":"Not Found"})", "", "Not Found");
        row("wrong types", R"({"error":{"code":5,"detail":{"a":1},"message":[]},"debug_id":7})", "", "");
        row("error is a number", R"({"error":5,"code":"C"})", "C", "");
        row("HTML", "<html>oops</html>", "", "");
        row("empty", "", "", "");
        row("half", "{\"error\":{\"code\":\"FORB", "", "");
        row("an array", "[1]", "", "");
        row("null", "null", "", "");
    }

    void reads()
    {
        QFETCH(const QByteArray, body);
        QFETCH(const QString, code);
        QFETCH(const QString, detail);
        QFETCH(const QString, debugId);
        const ErrorBody read = ErrorBody::read(body);
        QCOMPARE(read.code, code);
        QCOMPARE(read.detail, detail);
        QCOMPARE(read.debugId, debugId);
    }

    void findsTheRequestId()
    {
        QCOMPARE(ErrorBody::read(R"({"code":"a","message":"b","request_id":"r1"})").requestId, QStringLiteral("r1"));
        QCOMPARE(ErrorBody::read(R"({"errors":[{"id":"r2"}]})").requestId, QStringLiteral("r2"));
    }

    void survivesMonsters()
    {
        (void)ErrorBody::read(QByteArray(100'000, '['));
        const QByteArray nested = "{\"error\":" + QByteArray(5000, '[') + QByteArray(5000, ']') + "}";
        QCOMPARE(ErrorBody::read(nested).code, QString());
        QByteArray list = "{\"error\":{\"code\":\"X\",\"detail\":[";
        for (int i = 0; i < 10'000; ++i)
            list += "{\"msg\":\"a rather long message\"},";
        list += "{}]}}";
        const ErrorBody read = ErrorBody::read(list);
        QCOMPARE(read.code, QStringLiteral("X"));
        QCOMPARE(read.detail.size(), 16 * 1024);
    }

    void authorization_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<bool>("wants");
        QTest::newRow("requirements") << QByteArray(
                                             "{\"code\":\"Q\",\"authorization_parameters\":{\"prompt\":\"login\"}}")
                                      << true;
        QTest::newRow("consent, bare") << QByteArray("{\"code\":\"ConsentRequired\"}") << true;
        QTest::newRow("consent, inside") << QByteArray("{\"error\":{\"code\":\"ConsentRequired\",\"detail\":\"d\"}}")
                                         << true;
        QTest::newRow("missing scope")
            << QByteArray("{\"error\":{\"code\":\"MISSING_SCOPE\",\"detail\":\"requires the following scope: x\"}}")
            << true;
        QTest::newRow("forbidden") << QByteArray("{\"error\":{\"code\":\"FORBIDDEN\",\"detail\":\"no\"}}") << false;
        QTest::newRow("HTML") << QByteArray("<html>ConsentRequired</html>") << false;
    }

    void authorization()
    {
        QFETCH(const QByteArray, body);
        QFETCH(const bool, wants);
        QCOMPARE(ErrorBody::read(body).wantsAuthorization, wants);
    }

    void parametersAreWrittenAsOneObject()
    {
        const auto written = [](const char *body) { return ErrorBody::read(body).authorizationParameters(); };
        QCOMPARE(written("{\"code\":\"Q\",\"authorization_parameters\":{\"x\":1,\"prompt\":\"login\"}}"),
                 QByteArray("{\"x\":1,\"prompt\":\"login\"}"));
        QCOMPARE(written("{\"code\":\"ConsentRequired\",\"required_scope\":\"a[b]\"}"),
                 QByteArray("{\"required_scopes\":[\"a[b]\"]}"));
        QCOMPARE(written("{\"error\":{\"code\":\"MISSING_SCOPE\"}}"), QByteArray());
    }

    //! The service names a missing scope in words alone.
    void aMissingScopeIsNamed_data()
    {
        QTest::addColumn<QByteArray>("detail");
        QTest::addColumn<QByteArray>("parameters");
        const QByteArray named("{\"required_scopes\":[\"https://x/a[*b c]\"]}");
        QTest::newRow("action") << QByteArray("\"This action requires the following scope: https://x/a[*b c]\"")
                                << named;
        QTest::newRow("scope") << QByteArray("\"The following scope is required: https://x/a[*b c] \"") << named;
        QTest::newRow("no name") << QByteArray("\"A scope is missing\"") << QByteArray();
        QTest::newRow("nothing behind") << QByteArray("\"A scope is missing: \"") << QByteArray();
        QTest::newRow("no scope") << QByteArray("\"A scope is missing: a[b\"") << QByteArray();
        QTest::newRow("words") << QByteArray("\"A scope is missing: ask for it\"") << QByteArray();
        QTest::newRow("null") << QByteArray("null") << QByteArray();
    }

    void aMissingScopeIsNamed()
    {
        QFETCH(const QByteArray, detail);
        QFETCH(const QByteArray, parameters);
        const QByteArray error = "{\"error\":{\"code\":\"MISSING_SCOPE\",\"detail\":" + detail + "}}";
        QVERIFY(ErrorBody::read(error).wantsAuthorization);
        QCOMPARE(ErrorBody::read(error).authorizationParameters(), parameters);
        QByteArray another = error;
        another.replace("MISSING_SCOPE", "FORBIDDEN");
        QCOMPARE(ErrorBody::read(another).authorizationParameters(), QByteArray());
    }

    void theSummaryOfAList()
    {
        const ErrorBody list = ErrorBody::read("{\"error\":{\"code\":\"X\",\"detail\":[{\"loc\":[\"a\"],\"msg\":"
                                               "\"one\"},{\"msg\":\"two\"}],\"message\":\"2 errors\"}}");
        QCOMPARE(list.messages, (QStringList{QStringLiteral("one"), QStringLiteral("two")}));
        QCOMPARE(list.summary, QStringLiteral("2 errors"));
        QCOMPARE(list.findings.size(), 2);
        const ErrorBody alone = ErrorBody::read("{\"error\":{\"code\":\"X\",\"message\":\"only this\"}}");
        QCOMPARE(alone.messages, QStringList{QStringLiteral("only this")});
        QCOMPARE(alone.summary, QString()); // it is told already
    }

    void moreThanTheLimitIsNotRead()
    {
        const QByteArray head = "{\"error\":{\"code\":\"X\",\"detail\":\"";
        const QByteArray tail = "\"}}";
        const qsizetype room = core::ApiError::bodyLimit - head.size() - tail.size();
        QCOMPARE(ErrorBody::read(head + QByteArray(room, 'x') + tail).code, QStringLiteral("X"));
        QCOMPARE(ErrorBody::read(head + QByteArray(room + 1, 'x') + tail).code, QString());
    }
};

FLOWS_TEST(tst_errorbody, ErrorBodyTest)
#include "tst_errorbody.moc"
