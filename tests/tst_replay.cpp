#include "support/documentcheck.h"
#include "support/recordedreplies.h"
#include "support/replaycalls.h"
#include "support/replayserver.h"
#include "support/statictokens.h"
#include "support/testmain.h"

#include "flows/parse.h"

#include <QTest>

using core::ApiError;
using core::Json;
using testsupport::RecordedReply;
using testsupport::Replayed;
using testsupport::ReplayServer;

namespace {

//! The order of members does not matter.
bool sameJson(const QByteArray &sent, const Json &expected)
{
    const auto parse = [](const QByteArray &text) { return nlohmann::json::parse(text.begin(), text.end()); };
    return parse(sent) == parse(core::toBytes(expected));
}

//! What an error has of the reply that it stands for.
QString errorMismatch(const ApiError &error, const RecordedReply &reply)
{
    if (error.kind != ApiError::kindOfStatus(reply.status) || error.httpStatus != reply.status)
        return QStringLiteral("kind or status: ") + ApiError::kindName(error.kind);
    if (error.code != core::stringMember(reply.body["error"], "code"))
        return QStringLiteral("code: ") + error.code;
    if (error.debugId != core::stringMember(reply.body, "debug_id"))
        return QStringLiteral("debug id: ") + error.debugId;
    if (core::parseJson(error.body).value != reply.body)
        return QStringLiteral("body: ") + QString::fromUtf8(error.body);
    const Json &detail = reply.body["error"]["detail"];
    for (const Json &finding : detail.is_array() ? detail : Json::array({detail})) {
        const QString text =
            finding.is_string() ? core::toQString(finding.get<std::string>()) : core::stringMember(finding, "msg");
        if (text.isEmpty() || !error.detail.contains(text))
            return QStringLiteral("detail: ") + error.detail;
    }
    const auto summary = flows::webInputSummaryIn(error.body);
    const Json *sent = core::member(reply.body, "web_input_summary");
    if (summary.has_value() != (sent != nullptr))
        return QStringLiteral("web_input_summary");
    return summary ? testsupport::mismatch(*summary, *sent) : QString();
}

} // namespace

//! Every reply in tests/data/recorded-replies, over a real loopback server: the request that the client sends, and the
//! document that it makes of the answer. A file that is added is found; without a call for it the test fails.
class ReplayTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_server = std::make_unique<ReplayServer>();
        m_http = std::make_unique<net::HttpClient>(&m_tokens);
        m_client = std::make_unique<flows::FlowsClient>(*m_http, m_server->url());
    }

    void cleanup()
    {
        m_client.reset();
        m_http.reset();
        m_server.reset();
    }

    void everyFileHasACall()
    {
        const QStringList operations = testsupport::recordedOperations();
        QVERIFY(operations.size() >= 21);
        for (const QString &operation : operations) {
            QVERIFY2(testsupport::replayCalls().contains(operation), qPrintable(operation));
            const auto replies = testsupport::recordedReplies(operation);
            QVERIFY2(!replies.isEmpty(), qPrintable(operation));
            for (const RecordedReply &reply : replies)
                QVERIFY2(reply.requestBody, qPrintable(operation + u' ' + reply.name));
        }
        for (const QString &operation : testsupport::replayCalls().keys())
            QVERIFY2(operations.contains(operation), qPrintable(operation));
    }

    void replay_data()
    {
        QTest::addColumn<RecordedReply>("reply");
        for (const QString &operation : testsupport::recordedOperations()) {
            for (const RecordedReply &reply : testsupport::recordedReplies(operation))
                QTest::addRow("%s %s", qPrintable(operation), qPrintable(reply.name)) << reply;
        }
    }

    void replay()
    {
        QFETCH(RecordedReply, reply);
        m_server->setHandler(
            [reply](const ReplayServer::Request &) { return ReplayServer::json(reply.body, reply.status); });
        const auto outcome = std::make_shared<Replayed>();
        const auto call = testsupport::replayCalls().value(reply.operation);
        QVERIFY2(call, "no call is known for this operation");
        call(*m_client, reply, this, outcome);
        QVERIFY(outcome->waiting.wait());

        QCOMPARE(m_server->requests().size(), reply.status == 401 ? 2 : 1); // once more with a new token
        for (const ReplayServer::Request &request : m_server->requests())
            compareRequest(request, reply);
        if (reply.status < 300) {
            QVERIFY2(!outcome->error, outcome->error ? qPrintable(outcome->error->detail) : "");
            QCOMPARE(outcome->mismatch, QString());
        } else {
            QVERIFY(outcome->error);
            QCOMPARE(errorMismatch(*outcome->error, reply), QString());
        }
    }

private:
    static void compareRequest(const ReplayServer::Request &request, const RecordedReply &reply)
    {
        QCOMPARE(QString::fromLatin1(request.method), reply.method);
        QCOMPARE(request.path, reply.path);
        QVERIFY(testsupport::sameQuery(request.query, reply.query));
        QVERIFY2(reply.requestBody, "neither the case nor an expectation says what is sent");
        if (reply.requestBody->is_null()) {
            QCOMPARE(request.body, QByteArray());
            QVERIFY(!request.headers.contains("content-type"));
        } else {
            QVERIFY2(sameJson(request.body, *reply.requestBody), request.body.constData());
            QCOMPARE(request.headers.value("content-type"), QByteArray("application/json"));
        }
    }

    std::unique_ptr<ReplayServer> m_server;
    testsupport::StaticTokens m_tokens;
    std::unique_ptr<net::HttpClient> m_http;
    std::unique_ptr<flows::FlowsClient> m_client;
};

FLOWS_TEST(tst_replay, ReplayTest)
#include "tst_replay.moc"
