#include "support/replayserver.h"
#include "support/statictokens.h"
#include "support/testmain.h"

#include "core/clock.h"
#include "flows/runstarter.h"

#include <QSignalSpy>
#include <QTest>

using core::ApiError;
using core::Json;
using testsupport::ReplayServer;

namespace {

const char *const flowId = "24bc4997-b483-4c25-a19c-64b0afc00743";

Json run(const char *id, qint64 secondsAgo, const char *label, const Json &tags, const char *flow = flowId)
{
    const QDateTime start = QDateTime::currentDateTimeUtc().addSecs(-secondsAgo);
    return {{"run_id", id},   {"flow_id", flow}, {"status", "ACTIVE"},
            {"label", label}, {"tags", tags},    {"start_time", core::toStd(core::toServiceTime(start))}};
}

//! A minute behind until it is set right.
class SetClock final : public core::Clock
{
public:
    [[nodiscard]] QDateTime now() const override { return QDateTime::currentDateTimeUtc().addSecs(-behind); }
    mutable qint64 behind = 60;
};

//! The first token takes a minute.
class LateTokens final : public net::TokenSource
{
public:
    explicit LateTokens(const SetClock &clock)
        : m_clock(clock)
    {
    }
    QFuture<QString> token(const QString &, const QStringList &) override
    {
        m_clock.behind = 0;
        return core::readyFuture(QStringLiteral("token"));
    }
    QFuture<QString> renew(const QString &, const QStringList &, const QString &) override
    {
        return core::readyFuture(QStringLiteral("another"));
    }

private:
    const SetClock &m_clock;
};

} // namespace

class RunStarterTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_server = std::make_unique<ReplayServer>();
        m_http = std::make_unique<net::HttpClient>(&m_tokens);
        m_flows = std::make_unique<flows::FlowsClient>(*m_http, m_server->url());
        m_flow = std::make_unique<flows::SpecificFlowClient>(*m_http, m_server->url(), QString::fromLatin1(flowId));
        m_starter = std::make_unique<flows::RunStarter>(*m_flows, *m_flow);
        using std::chrono::milliseconds;
        m_starter->setDelays({milliseconds(5), milliseconds(10), milliseconds(15)});
        m_request = {};
        m_request.label = QStringLiteral("mine");
        m_request.tags = {QStringLiteral(" one  tag "), QStringLiteral("two")};
        m_posts = 0;
        m_pages.clear();
        m_hangUp = true;
        m_listStatus = 200;
        m_serveDate.clear();
        m_server->setHandler([this](const ReplayServer::Request &request) { return serve(request); });
    }

    void cleanup()
    {
        m_starter.reset();
        m_flow.reset();
        m_flows.reset();
        m_http.reset();
        m_server.reset();
    }

    void anAnswerIsAnAnswer()
    {
        m_hangUp = false;
        start();
        QTRY_COMPARE(m_outcomes.size(), 1);
        QCOMPARE(m_outcomes.first(), QStringLiteral("started answered"));
        QVERIFY(!m_starter->isBusy());
    }

    void aRefusalIsAFailure()
    {
        m_server->setHandler([](const ReplayServer::Request &) {
            return ReplayServer::json({{"error", {{"code", "FLOW_INPUT_ERROR"}, {"detail", "bad"}}}}, 400);
        });
        start();
        QTRY_COMPARE(m_outcomes, QStringList{QStringLiteral("failed Validation")});
        QCOMPARE(m_server->requests().size(), 1);
    }

    void aLostRunIsFound_data()
    {
        QTest::addColumn<int>("look");
        QTest::newRow("at once") << 1;
        QTest::newRow("second look") << 2;
        QTest::newRow("last look") << 3;
    }

    void aLostRunIsFound()
    {
        QFETCH(int, look);
        for (int i = 1; i < look; ++i)
            m_pages.append(Json{{"runs", Json::array()}});
        m_pages.append(Json{{"runs", {run("found", 0, "mine", {"one tag", "two"})}}});
        start();
        QTRY_COMPARE(m_outcomes, QStringList{QStringLiteral("started found reconciled")});
        QCOMPARE(m_posts, 1);
        const auto &asked = m_server->requests().last();
        QCOMPARE(asked.parameter(QStringLiteral("filter_flow_id")), QString::fromLatin1(flowId));
        QCOMPARE(asked.parameter(QStringLiteral("filter_roles")), QStringLiteral("run_owner"));
        QCOMPARE(m_server->requests().size(), 1 + look);
    }

    void othersAreNotMistakenForIt_data()
    {
        QTest::addColumn<QByteArray>("row");
        const Json tags = {"one tag", "two"};
        QTest::newRow("another label") << core::toBytes(run("x", 0, "theirs", tags));
        QTest::newRow("other tags") << core::toBytes(run("x", 0, "mine", {"two"}));
        QTest::newRow("too old") << core::toBytes(run("x", 60, "mine", tags));
        QTest::newRow("known before") << core::toBytes(run("known", 0, "mine", tags));
        QTest::newRow("another flow") << core::toBytes(run("x", 0, "mine", tags, "other"));
        Json timeless = run("x", 0, "mine", tags);
        timeless.erase("start_time");
        QTest::newRow("without a start") << core::toBytes(timeless);
    }

    void othersAreNotMistakenForIt()
    {
        QFETCH(QByteArray, row);
        for (int i = 0; i < 3; ++i)
            m_pages.append(Json{{"runs", {*core::parseJson(row).value}}});
        start();
        QTRY_COMPARE(m_outcomes, QStringList{QStringLiteral("notFound")});
        QCOMPARE(m_posts, 1);
        QCOMPARE(m_server->requests().size(), 4);
    }

    void theServersClockCounts()
    {
        // The server is an hour behind: a run of an hour ago is a run of now.
        const QDateTime behind = QDateTime::currentDateTimeUtc().addSecs(-3600);
        m_serveDate = QLocale::c().toString(behind, QStringLiteral("ddd, dd MMM yyyy HH:mm:ss")).toLatin1() + " GMT";
        m_pages.append(Json{{"runs", {run("found", 3600, "mine", {"one tag", "two"})}}});
        start();
        QTRY_COMPARE(m_outcomes, QStringList{QStringLiteral("started found reconciled")});
    }

    //! Before the sending a person may have to sign in, and may start something elsewhere in the meantime.
    void theMomentOfSendingCounts()
    {
        const SetClock clock;
        LateTokens tokens(clock);
        net::HttpClient http(&tokens);
        flows::FlowsClient flows(http, m_server->url());
        flows::SpecificFlowClient flow(http, m_server->url(), QString::fromLatin1(flowId));
        m_starter = std::make_unique<flows::RunStarter>(flows, flow, nullptr, &clock);
        m_starter->setDelays({std::chrono::milliseconds(5)});
        m_pages.append(Json{{"runs", {run("elsewhere", 30, "mine", {"one tag", "two"})}}});
        start();
        QTRY_COMPARE(m_outcomes, QStringList{QStringLiteral("notFound")});
        m_starter.reset();
    }

    void theNextPageIsAskedWhileItMayBeThere()
    {
        Json others = Json::array();
        for (int i = 0; i < 50; ++i)
            others.push_back(run("other", 0, "theirs", Json::array()));
        m_pages.append(Json{{"runs", others}, {"has_next_page", true}, {"marker", "next"}});
        m_pages.append(Json{{"runs", {run("found", 1, "mine", {"one tag", "two"})}}});
        start();
        QTRY_COMPARE(m_outcomes, QStringList{QStringLiteral("started found reconciled")});
        QCOMPARE(m_server->requests().last().parameter(QStringLiteral("marker")), QStringLiteral("next"));
    }

    void aListThatFailsLeavesItOpen()
    {
        m_listStatus = 403;
        start();
        QTRY_COMPARE(m_outcomes, QStringList{QStringLiteral("failed Ambiguous")});
        QCOMPARE(m_posts, 1);
    }

    void aListThatFailsOnceIsAskedAgain()
    {
        m_pages.append(nullptr);
        m_pages.append(Json{{"runs", {run("found", 0, "mine", {"one tag", "two"})}}});
        start();
        QTRY_COMPARE(m_outcomes, QStringList{QStringLiteral("started found reconciled")});
    }

    void aSecondStartWaits()
    {
        m_hangUp = false;
        start();
        m_starter->start(m_request);
        QTRY_COMPARE(m_outcomes.size(), 1);
        QCOMPARE(m_posts, 1);
    }

private:
    ReplayServer::Reply serve(const ReplayServer::Request &request)
    {
        if (request.method == "POST") {
            ++m_posts;
            ReplayServer::Reply reply = ReplayServer::json({{"run_id", "answered"}, {"status", "ACTIVE"}}, 201);
            reply.hangUp = m_hangUp;
            return reply;
        }
        const Json page = m_pages.isEmpty() ? Json{{"runs", Json::array()}} : m_pages.takeFirst();
        ReplayServer::Reply reply =
            page.is_null() ? ReplayServer::json(Json::object(), 403) : ReplayServer::json(page, m_listStatus);
        if (!m_serveDate.isEmpty())
            reply.headers.append({"Date", m_serveDate});
        return reply;
    }

    void start()
    {
        m_outcomes.clear();
        auto *starter = m_starter.get();
        connect(starter, &flows::RunStarter::started, this, [this](const flows::Run &found, bool reconciled) {
            m_outcomes.append(QLatin1String("started ") + found.runId + QLatin1String(reconciled ? " reconciled" : ""));
        });
        connect(starter, &flows::RunStarter::notFound, this, [this] { m_outcomes.append(QStringLiteral("notFound")); });
        connect(starter, &flows::RunStarter::failed, this, [this](const ApiError &error) {
            m_outcomes.append(QLatin1String("failed ") + ApiError::kindName(error.kind));
        });
        starter->start(m_request, {QStringLiteral("known")});
    }

    testsupport::StaticTokens m_tokens;
    std::unique_ptr<ReplayServer> m_server;
    std::unique_ptr<net::HttpClient> m_http;
    std::unique_ptr<flows::FlowsClient> m_flows;
    std::unique_ptr<flows::SpecificFlowClient> m_flow;
    std::unique_ptr<flows::RunStarter> m_starter;
    flows::RunRequest m_request;
    QStringList m_outcomes;
    QList<Json> m_pages;
    QByteArray m_serveDate;
    int m_posts = 0;
    int m_listStatus = 200;
    bool m_hangUp = true;
};

FLOWS_TEST(tst_runstarter, RunStarterTest)
#include "tst_runstarter.moc"
