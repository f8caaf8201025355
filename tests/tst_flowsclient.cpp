#include "support/recordedreplies.h"
#include "support/replayserver.h"
#include "support/settled.h"
#include "support/statictokens.h"
#include "support/testmain.h"

#include "core/ids.h"
#include "core/parseaudit.h"
#include "flows/flowsclient.h"
#include "flows/pager.h"
#include "flows/specificflowclient.h"

#include <QTest>

using core::ApiError;
using core::Json;
using testsupport::RecordedReply;
using testsupport::ReplayServer;
using testsupport::Settled;

class FlowsClientTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_server = std::make_unique<ReplayServer>();
        m_tokens.asked.clear();
        m_http = std::make_unique<net::HttpClient>(&m_tokens);
        m_client = std::make_unique<flows::FlowsClient>(*m_http, m_server->url());
    }

    void cleanup()
    {
        m_client.reset();
        m_http.reset();
        m_server.reset();
    }

    void listsAskForAllRoles()
    {
        m_server->setHandler([](const ReplayServer::Request &request) {
            return ReplayServer::json({{request.path.mid(1).toStdString(), Json::array()}});
        });
        Settled<flows::Page<flows::Flow>> listedFlows;
        listedFlows.watch(m_client->listFlows({}, {}, this), this);
        QVERIFY(listedFlows.wait());
        Settled<flows::Page<flows::Run>> listedRuns;
        listedRuns.watch(m_client->listRuns({}, {}, this), this);
        QVERIFY(listedRuns.wait());
        QCOMPARE(m_server->requests()[0].parameter(QStringLiteral("filter_roles")),
                 QStringLiteral("flow_viewer,flow_starter,flow_administrator,flow_owner,run_manager,run_monitor"));
        QCOMPARE(m_server->requests()[1].parameter(QStringLiteral("filter_roles")),
                 QStringLiteral("run_owner,run_manager,run_monitor,flow_run_manager,flow_run_monitor"));
        QVERIFY(qAbs(listedRuns.value->serverTime.secsTo(QDateTime::currentDateTimeUtc())) < 60);
    }

    void everyFilterArrivesAsItWas()
    {
        m_server->setHandler([](const ReplayServer::Request &) {
            return ReplayServer::json({{"flows", Json::array()}, {"runs", Json::array()}});
        });
        flows::ListFlowsQuery flowsQuery;
        flowsQuery.roles = {QStringLiteral("flow_owner")};
        flowsQuery.fulltext = QStringLiteral("a+b & 100% #ü");
        flowsQuery.titles = {QStringLiteral("x"), QStringLiteral("y z")};
        flowsQuery.subtitles = {QStringLiteral("s")};
        flowsQuery.descriptions = {QStringLiteral("d")};
        flowsQuery.keywords = {QStringLiteral("k")};
        flowsQuery.scopeStrings = {QStringLiteral("https://a/b?c=d")};
        flowsQuery.orderBy = {QStringLiteral("title ASC"), QStringLiteral("updated_at DESC")};
        flowsQuery.perPage = 50;
        Settled<flows::Page<flows::Flow>> listedFlows;
        listedFlows.watch(m_client->listFlows(flowsQuery, QStringLiteral("m+/="), this), this);
        QVERIFY(listedFlows.wait());
        QVERIFY(testsupport::sameQuery(m_server->requests()[0].query,
                                       {{QStringLiteral("filter_roles"), QStringLiteral("flow_owner")},
                                        {QStringLiteral("filter_fulltext"), flowsQuery.fulltext},
                                        {QStringLiteral("filter_title"), QStringLiteral("x,y z")},
                                        {QStringLiteral("filter_subtitle"), QStringLiteral("s")},
                                        {QStringLiteral("filter_description"), QStringLiteral("d")},
                                        {QStringLiteral("filter_keywords"), QStringLiteral("k")},
                                        {QStringLiteral("filter_scope_string"), QStringLiteral("https://a/b?c=d")},
                                        {QStringLiteral("orderby"), QStringLiteral("title ASC,updated_at DESC")},
                                        {QStringLiteral("per_page"), QStringLiteral("50")},
                                        {QStringLiteral("marker"), QStringLiteral("m+/=")}}));

        flows::ListRunsQuery runsQuery;
        runsQuery.roles.clear();
        runsQuery.flowIds = {QStringLiteral("f1"), QStringLiteral("f2")};
        runsQuery.statuses = {QStringLiteral("ACTIVE"), QStringLiteral("FAILED")};
        runsQuery.labels = {QStringLiteral("l")};
        runsQuery.flowTitles = {QStringLiteral("t")};
        const QDateTime moment(QDate(2023, 4, 25), QTime(18, 54, 30), Qt::UTC);
        runsQuery.started = {moment, moment.addSecs(60)};
        runsQuery.completed = {{}, moment};
        runsQuery.orderBy = {QStringLiteral("start_time DESC")};
        Settled<flows::Page<flows::Run>> listedRuns;
        listedRuns.watch(m_client->listRuns(runsQuery, {}, this), this);
        QVERIFY(listedRuns.wait());
        QVERIFY(testsupport::sameQuery(
            m_server->requests()[1].query,
            {{QStringLiteral("filter_flow_id"), QStringLiteral("f1,f2")},
             {QStringLiteral("filter_status"), QStringLiteral("ACTIVE,FAILED")},
             {QStringLiteral("filter_label"), QStringLiteral("l")},
             {QStringLiteral("filter_flow_title"), QStringLiteral("t")},
             {QStringLiteral("filter_start_time"),
              QStringLiteral("2023-04-25T18:54:30.000000+00:00,2023-04-25T18:55:30.000000+00:00")},
             {QStringLiteral("filter_completion_time"), QStringLiteral(",2023-04-25T18:54:30.000000+00:00")},
             {QStringLiteral("orderby"), QStringLiteral("start_time DESC")}}));
    }

    void tokensAreThoseThatTheCallNeeds()
    {
        const QString flowId = QStringLiteral("24bc4997-b483-4c25-a19c-64b0afc00743");
        m_server->setHandler([](const ReplayServer::Request &) {
            return ReplayServer::json({{"run_id", "r"}, {"status", "ACTIVE"}});
        });
        Settled<flows::Run> got;
        got.watch(m_client->getRun(QStringLiteral("r"), std::nullopt, this), this);
        QTRY_VERIFY(got.value);
        flows::SpecificFlowClient flow(*m_http, m_server->url(), flowId);
        Settled<flows::Run> started;
        started.watch(flow.runFlow({}, this), this);
        QTRY_VERIFY(started.value);
        QCOMPARE(m_tokens.asked, (QList<net::Requirements>{{core::flowsResourceServer(), {core::flowsAllScope()}},
                                                           {flowId, {core::flowUserScope(flowId)}}}));
        QCOMPARE(m_server->requests()[1].headers.value("authorization"),
                 QByteArray("Bearer token-of-" + flowId.toLatin1()));
        QCOMPARE(m_server->requests()[1].body, QByteArray("{\"body\":{}}"));
    }

    void theWholeRunRequestIsSent()
    {
        flows::RunRequest request;
        request.body = *core::parseJson("{\"b\": 1.0, \"a\": 12345678901234567890}").value;
        request.label = QStringLiteral("l");
        request.tags = {QStringLiteral("t")};
        using Policy = flows::RunActivityNotificationPolicy;
        request.activityNotificationPolicy = Policy({Policy::Status::Failed});
        QCOMPARE(request.toBytes(),
                 QByteArray("{\"body\":{\"b\":1.0,\"a\":12345678901234567890},\"label\":\"l\","
                            "\"tags\":[\"t\"],\"activity_notification_policy\":{\"status\":[\"FAILED\"]}}"));
        request.activityNotificationPolicy = Policy(QList<Policy::Status>());
        QVERIFY(request.toBytes().endsWith("\"activity_notification_policy\":{\"status\":[]}}"));
    }

    void idsThatCanNotBeAreNotAskedFor_data()
    {
        QTest::addColumn<QString>("id");
        for (const char *id : {"", "a/b", "..", "a?b", "a b", "a#b", "%2e"})
            QTest::newRow(id) << QString::fromLatin1(id);
    }

    void idsThatCanNotBeAreNotAskedFor()
    {
        QFETCH(QString, id);
        Settled<flows::Flow> flow;
        flow.watch(m_client->getFlow(id, this), this);
        Settled<flows::Run> run;
        run.watch(m_client->cancelRun(id, this), this);
        Settled<flows::Page<flows::RunLogEntry>> log;
        log.watch(m_client->getRunLogs(id, {}, {}, this), this);
        QTRY_VERIFY(flow.done() && run.done() && log.done());
        QCOMPARE(flow.error->kind, ApiError::Kind::NotFound);
        QCOMPARE(run.error->kind, ApiError::Kind::NotFound);
        QCOMPARE(log.error->kind, ApiError::Kind::NotFound);
        QVERIFY(m_server->requests().isEmpty());
    }

    void aReplyThatIsNoneSaysSo_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("html") << QByteArray("<html>Gateway</html>");
        QTest::newRow("large html") << QByteArray("<html>" + QByteArray(30'000, 'x'));
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("deep") << QByteArray("{\"runs\": " + QByteArray(10'000, '[') + QByteArray(10'000, ']') + "}");
    }

    void aReplyThatIsNoneSaysSo()
    {
        QFETCH(QByteArray, body);
        ReplayServer::Reply reply;
        reply.body = body;
        m_server->setScript({reply});
        Settled<flows::Page<flows::Run>> listed;
        listed.watch(m_client->listRuns({}, {}, this), this);
        QVERIFY(listed.wait());
        QVERIFY(listed.error);
        QCOMPARE(listed.error->kind, ApiError::Kind::BadResponse);
        QCOMPARE(listed.error->httpStatus, 200);
        QCOMPARE(listed.error->body, body.left(ApiError::bodyLimit));
    }

    void aDeadScopeHearsCancelled()
    {
        ReplayServer::Reply silence;
        silence.silent = true;
        m_server->setScript({silence});
        Settled<flows::Page<flows::Run>> listed;
        {
            QObject scope;
            listed.watch(m_client->listRuns({}, {}, &scope), this);
            QTRY_COMPARE(m_server->requests().size(), 1);
        }
        QVERIFY(listed.wait());
        QCOMPARE(listed.error->kind, ApiError::Kind::Cancelled);
    }

    void aRunIsStartedOnce()
    {
        ReplayServer::Reply hangUp;
        hangUp.hangUp = true;
        m_server->setHandler([hangUp](const ReplayServer::Request &) { return hangUp; });
        flows::SpecificFlowClient flow(*m_http, m_server->url(), QStringLiteral("f"));
        Settled<flows::Run> started;
        started.watch(flow.runFlow({}, this), this);
        QVERIFY(started.wait());
        QVERIFY(started.error);
        QCOMPARE(started.error->kind, ApiError::Kind::Ambiguous);
        QCOMPARE(m_server->requests().size(), 1);
    }

    void theRecordedPagesMakeOneList()
    {
        QList<RecordedReply> pages = testsupport::recordedReplies(QStringLiteral("list_runs"));
        pages.removeIf([](const RecordedReply &reply) { return !reply.name.startsWith(QLatin1String("paginated")); });
        QVERIFY(pages.size() > 1);
        m_server->setHandler([pages](const ReplayServer::Request &request) {
            for (const RecordedReply &page : pages) {
                if (page.parameter(QStringLiteral("marker")) == request.parameter(QStringLiteral("marker")))
                    return ReplayServer::json(page.body, page.status);
            }
            return ReplayServer::json({}, 400);
        });
        size_t expected = 0;
        for (const RecordedReply &page : pages)
            expected += page.body["runs"].size();
        core::resetParseAudit();
        Settled<QList<flows::Run>> all;
        all.watch(flows::Pager<flows::Run>::all(
                      [this](const QString &marker) { return m_client->listRuns({}, marker, this); }, this),
                  this);
        QVERIFY(all.wait());
        QCOMPARE(all.value->size(), static_cast<qsizetype>(expected));
        QCOMPARE(m_server->requests().size(), pages.size());
        QCOMPARE(core::parseAudit(), (core::ParseAudit{pages.size(), 0}));
    }

private:
    std::unique_ptr<ReplayServer> m_server;
    testsupport::StaticTokens m_tokens;
    std::unique_ptr<net::HttpClient> m_http;
    std::unique_ptr<flows::FlowsClient> m_client;
};

FLOWS_TEST(tst_flowsclient, FlowsClientTest)
#include "tst_flowsclient.moc"
