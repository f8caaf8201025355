#include "support/paths.h"
#include "support/recordedreplies.h"
#include "support/replayserver.h"
#include "support/settled.h"
#include "support/statictokens.h"
#include "support/testmain.h"

#include "core/parseaudit.h"
#include "flows/flowsapierror.h"
#include "flows/flowsclient.h"
#include "flows/parse.h"
#include "flows/rundetails.h"

#include <QDir>
#include <QTest>

using core::ApiError;
using core::Json;
using flows::FlowsApiError;
using testsupport::RecordedReply;
using testsupport::ReplayServer;
using testsupport::Settled;

namespace {

//! The error that an answer with this body becomes, on its way through a real client.
ApiError received(int status, const QByteArray &body)
{
    ReplayServer server;
    server.setHandler([&](const ReplayServer::Request &) { return ReplayServer::Reply{status, body, {}, {}, {}}; });
    testsupport::StaticTokens tokens;
    net::HttpClient http(&tokens);
    net::Limits limits;
    limits.maxRetries = 0;
    http.setLimits(limits);
    flows::FlowsClient client(http, server.url());
    QObject scope;
    Settled<flows::Flow> settled;
    settled.watch(client.getFlow(QStringLiteral("f"), &scope), &scope);
    if (!QTest::qWaitFor([&] { return settled.done(); }) || !settled.error)
        return ApiError(ApiError::Kind::Internal, QStringLiteral("there was no error"));
    return *settled.error;
}

} // namespace

//! What the service says when it refuses, as a document.
class FlowsApiErrorTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    //! Every recorded answer outside 2xx, whatever it answers: nothing of it is lost.
    void recorded_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        const QStringList files =
            QDir(testsupport::dataDir() + QLatin1String("/recorded-replies")).entryList({QStringLiteral("*.json")});
        for (const QString &file : files) {
            const QString operation = file.chopped(5);
            const QList<RecordedReply> replies = testsupport::recordedReplies(operation);
            for (const RecordedReply &reply : replies) {
                if (reply.status >= 400)
                    QTest::newRow(qPrintable(QString(operation + u' ' + reply.name)))
                        << reply.status << core::toBytes(reply.body);
            }
        }
    }

    void recorded()
    {
        QFETCH(const int, status);
        QFETCH(const QByteArray, body);
        const FlowsApiError error = FlowsApiError::from(received(status, body));
        QCOMPARE(error.httpStatus, status);
        QCOMPARE(error.kind, ApiError::kindOfStatus(status));
        QCOMPARE(error.body, body);
        const Json sent = *core::parseJson(body).value;
        const Json &inner = sent["error"];
        QCOMPARE(error.code, core::stringMember(inner, "code"));
        QCOMPARE(error.debugId, core::stringMember(sent, "debug_id"));
        if (inner["detail"].is_string()) {
            QCOMPARE(error.detail, core::stringMember(inner, "detail"));
            QCOMPARE(error.messages, QStringList{error.detail});
            QVERIFY(error.findings.isEmpty());
        } else {
            compareFindings(error, inner["detail"]);
        }
        QCOMPARE(error.summary, core::stringMember(inner, "message"));
        const bool lacksScope = error.code == QLatin1String("MISSING_SCOPE"); // which its words name
        QCOMPARE(error.requirements.has_value(), lacksScope || sent.contains("authorization_parameters"));
        if (lacksScope)
            QVERIFY(error.detail.endsWith(error.requirements->requiredScopes.value(0)));
        else if (error.requirements)
            QCOMPARE(core::toBytes(error.requirements->parameters), core::toBytes(sent["authorization_parameters"]));
    }

    void aLocatedFinding()
    {
        const FlowsApiError error = FlowsApiError::from(received(
            422,
            "{\"error\":{\"code\":\"UNPROCESSABLE_ENTITY\",\"detail\":[{\"loc\":[\"definition\",\"States\","
            "\"a/b\"],\"msg\":\"No.\",\"type\":\"value_error\",\"ctx\":{\"limit_value\":64}},{\"loc\":[\"$.x[0]\"],"
            "\"msg\":\"Neither.\"}],\"message\":\"2 validation errors\"},\"debug_id\":\"d\"}"));
        QCOMPARE(error.kind, ApiError::Kind::Validation);
        QCOMPARE(error.findings.size(), 2);
        QCOMPARE(error.findings[0].pointer, QStringLiteral("/definition/States/a~1b"));
        QVERIFY(!error.findings[0].inInput);
        QCOMPARE(error.findings[0].context["limit_value"].get<int>(), 64);
        QCOMPARE(error.findings[1].pointer, QStringLiteral("/x/0"));
        QVERIFY(error.findings[1].inInput);
        QCOMPARE(error.message(), QStringLiteral("No.; Neither."));
        QCOMPARE(error.summary, QStringLiteral("2 validation errors"));
        QCOMPARE(error.detail, QString());
        QCOMPARE(error.debugId, QStringLiteral("d"));
    }

    void bareRequirements()
    {
        const FlowsApiError error = FlowsApiError::from(
            received(403, "{\"code\":\"AuthenticationPolicyRequired\",\"authorization_parameters\":{"
                          "\"session_required_policies\":[\"p\"],\"session_message\":\"m\"},\"debug_id\":\"d\"}"));
        QCOMPARE(error.kind, ApiError::Kind::Forbidden);
        QCOMPARE(error.code, QStringLiteral("AuthenticationPolicyRequired"));
        QVERIFY(error.messages.isEmpty());
        QVERIFY(error.requirements);
        QCOMPARE(error.requirements->sessionRequiredPolicies, QStringList{QStringLiteral("p")});
        QCOMPARE(error.requirements->sessionMessage, QStringLiteral("m"));
    }

    //! No error at all, but the same document: where a run tells why it does not go on.
    void aRunThatWaits()
    {
        const flows::Run run =
            flows::parseRun("{\"run_id\":\"r\",\"status\":\"INACTIVE\",\"details\":{\"code\":\"ConsentRequired\","
                            "\"description\":\"d\",\"required_scope\":\"a[*b]\",\"state_name\":\"S\"}}");
        const auto details = flows::RunDetails::of(run);
        QVERIFY(details && details->requirements);
        QCOMPARE(details->requirements->requiredScopes, QStringList{QStringLiteral("a[*b]")});
        QCOMPARE(details->requirements->sessionMessage, QStringLiteral("d"));
        const auto succeeded = flows::RunDetails::of(flows::parseRun(
            "{\"run_id\":\"r\",\"status\":\"SUCCEEDED\",\"details\":{\"code\":\"FlowSucceeded\",\"output\":{}}}"));
        QVERIFY(succeeded && !succeeded->requirements);
    }

    void otherBodies_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("HTML") << 502 << QByteArray("<html><h1>Bad gateway</h1></html>");
        QTest::newRow("empty") << 404 << QByteArray();
        QTest::newRow("half") << 409 << QByteArray("{\"error\":{\"code\":\"STATE_");
        QTest::newRow("a list") << 400 << QByteArray("[1,2]");
        QTest::newRow("wrong types") << 422
                                     << QByteArray("{\"error\":{\"code\":1,\"detail\":{},\"message\":[]},"
                                                   "\"debug_id\":[]}");
        QTest::newRow("too deep") << 400 << "{\"error\":" + QByteArray(10'000, '[') + QByteArray(10'000, ']') + '}';
        QTest::newRow("not UTF-8") << 400 << QByteArray("{\"error\":{\"code\":\"\xff\"}}");
    }

    void otherBodies()
    {
        QFETCH(const int, status);
        QFETCH(const QByteArray, body);
        const FlowsApiError error = FlowsApiError::from(received(status, body));
        QCOMPARE(error.httpStatus, status);
        QCOMPARE(error.kind, ApiError::kindOfStatus(status));
        QCOMPARE(error.code, QString());
        QCOMPARE(error.message(), QString());
        QVERIFY(error.findings.isEmpty() && !error.requirements);
        QCOMPARE(error.body, body);
    }

    //! More than a page of findings comes off the GUI thread, and whole.
    void manyFindings()
    {
        Json list = Json::array();
        for (int i = 0; i < 900; ++i)
            list.push_back({{"loc", {"definition", "States", i}}, {"msg", std::string(100, 'x')}});
        const QByteArray body = core::toBytes(Json{{"error", {{"code", "X"}, {"detail", list}}}});
        QVERIFY(body.size() > 64 * 1024);
        core::resetParseAudit();
        const ApiError refusal = received(422, body);
        QCOMPARE(core::parseAudit().onGuiThread, 0);
        const FlowsApiError error = FlowsApiError::from(refusal);
        QCOMPARE(error.findings.size(), 900);
        QCOMPARE(error.findings.last().pointer, QStringLiteral("/definition/States/899"));
    }

    //! As ClientCredentials hands it on: the answer of a token endpoint is not kept.
    void aBodyThatWasDropped()
    {
        ApiError refused(ApiError::Kind::Unauthorized, QStringLiteral("No such client"));
        refused.httpStatus = 401;
        refused.code = QStringLiteral("invalid_client");
        const FlowsApiError error = FlowsApiError::from(refused);
        QCOMPARE(error.code, QStringLiteral("invalid_client"));
        QCOMPARE(error.message(), QStringLiteral("No such client"));
        refused.code.clear(); // then the detail is the status line's phrase
        QCOMPARE(FlowsApiError::from(refused).message(), QString());
    }

    void belowHttp()
    {
        const FlowsApiError error =
            FlowsApiError::from(ApiError(ApiError::Kind::Network, QStringLiteral("Connection refused")));
        QCOMPARE(error.kind, ApiError::Kind::Network);
        QCOMPARE(error.message(), QStringLiteral("Connection refused"));
        QCOMPARE(error.detail, QString());
    }

    //! What a success says is not taken for the words of an error.
    void aSuccessThatIsNotUnderstood()
    {
        const ApiError bad = received(200, "{\"error\":{\"code\":\"X\",\"detail\":\"y\"}}");
        const FlowsApiError error = FlowsApiError::from(bad);
        QCOMPARE(error.kind, ApiError::Kind::BadResponse);
        QCOMPARE(error.code, QString());
        QCOMPARE(error.messages, QStringList{bad.detail});
        QVERIFY(!bad.detail.isEmpty());
        QVERIFY(!error.body.isEmpty());
    }

private:
    static void compareFindings(const FlowsApiError &error, const Json &sent)
    {
        QCOMPARE(error.findings.size(), static_cast<qsizetype>(sent.size()));
        for (qsizetype i = 0; i < error.findings.size(); ++i) {
            const Json &finding = sent[static_cast<std::size_t>(i)];
            const net::ErrorFinding &read = error.findings[i];
            QCOMPARE(read.message, core::stringMember(finding, "msg"));
            QCOMPARE(read.type, core::stringMember(finding, "type"));
            QCOMPARE(core::toBytes(read.context), core::toBytes(finding.value("ctx", Json())));
            QCOMPARE(read.location.size(), static_cast<qsizetype>(finding["loc"].size()));
            QVERIFY(!read.pointer.isEmpty());
            QCOMPARE(error.messages[i], read.message);
        }
    }
};

FLOWS_TEST(tst_flowsapierror, FlowsApiErrorTest)
#include "tst_flowsapierror.moc"
