#include "support/replayserver.h"
#include "support/statictokens.h"
#include "support/testmain.h"

#include "flows/flowsclient.h"
#include "models/runsummary.h"

#include <QSignalSpy>
#include <QTest>

using testsupport::ReplayServer;

//! What is told of counts and last runs must be true: what older pages hold is not known.
class RunSummaryTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_server = std::make_unique<ReplayServer>();
        m_http = std::make_unique<net::HttpClient>(&m_tokens);
        net::Limits limits;
        limits.maxRetries = 0;
        m_http->setLimits(limits);
        m_client = std::make_unique<flows::FlowsClient>(*m_http, m_server->url());
        m_summary = std::make_unique<models::RunSummary>(*m_client);
        m_runs.clear();
        m_more.clear();
        m_broken.clear();
        m_headers.clear();
        m_server->setHandler([this](const ReplayServer::Request &request) { return serve(request); });
    }

    void cleanup()
    {
        m_summary.reset();
        m_client.reset();
        m_http.reset();
        m_server.reset();
    }

    void theLastRunOfAFlow()
    {
        m_runs[text("SUCCEEDED")] = {run("a", 10), run("a", 8), run("b", 7)};
        m_runs[text("FAILED")] = {run("a", 12), run("b", 5)};
        QVERIFY(!m_summary->neverRan(text("c")) && m_summary->lastRun(text("a")) == nullptr); // nothing is known yet
        ask();
        QCOMPARE(m_summary->lastRun(text("a"))->statusText(), text("FAILED"));
        QCOMPARE(m_summary->lastRun(text("b"))->statusText(), text("SUCCEEDED"));
        QVERIFY(!m_summary->neverRan(text("a")));
        QVERIFY(m_summary->neverRan(text("c")));
        QCOMPARE(m_summary->countText(text("SUCCEEDED")), text("3"));
        QCOMPARE(m_summary->countText(text("ACTIVE")), QString());
    }

    void olderPagesAreNotKnown()
    {
        m_runs[text("SUCCEEDED")] = {run("a", 20), run("a", 10)};
        m_more = {text("SUCCEEDED")};
        m_runs[text("FAILED")] = {run("b", 15), run("c", 5)};
        ask();
        QCOMPARE(m_summary->countText(text("SUCCEEDED")), text("2+"));
        QVERIFY(m_summary->lastRun(text("a")) != nullptr);
        QVERIFY(m_summary->lastRun(text("b")) != nullptr);
        QVERIFY(m_summary->lastRun(text("c")) == nullptr); // it may have succeeded since
        QVERIFY(!m_summary->neverRan(text("c")) && !m_summary->neverRan(text("d")));
    }

    void aStatusWithoutAnAnswer()
    {
        m_runs[text("SUCCEEDED")] = {run("a", 10)};
        m_broken = {text("ACTIVE")};
        ask();
        QCOMPARE(m_summary->countText(text("SUCCEEDED")), text("1"));
        QVERIFY(m_summary->lastRun(text("a")) == nullptr && !m_summary->neverRan(text("b")));
        m_broken.clear();
        ask();
        QVERIFY(m_summary->lastRun(text("a")) != nullptr && m_summary->neverRan(text("b")));
        m_broken = {text("FAILED")};
        m_runs.clear();
        ask();
        QVERIFY(m_summary->lastRun(text("a")) != nullptr); // what was known stays
        m_broken.clear();
        ask();
        QVERIFY(m_summary->neverRan(text("a"))); // deleted
    }

    void aRunOfAStatusThatIsNotListedCounts()
    {
        m_runs[text("ENDED")] = {run("a", 10)};
        ask();
        QVERIFY(!m_summary->neverRan(text("a")));
    }

    void aServiceThatAsksForTimeIsLeftAlone()
    {
        m_broken = {text("ACTIVE")};
        m_headers = {{"Retry-After", "120"}};
        QSignalSpy changed(m_summary.get(), &models::RunSummary::changed);
        m_summary->start(std::chrono::milliseconds(10));
        QTRY_COMPARE(m_server->requests().size(), 5);
        QTRY_COMPARE(changed.size(), 4);
        QTest::qWait(100); // ten turns of the timer
        QCOMPARE(m_server->requests().size(), 5);
        m_broken.clear();
        ask(); // a person asks
        QCOMPARE(m_server->requests().size(), 5);
    }

private:
    static QString text(const char *latin) { return QString::fromLatin1(latin); }

    //! A run of that flow that started in minute `minute`.
    static QByteArray run(const char *flow, int minute)
    {
        return QStringLiteral("{\"run_id\": \"%1-%2\", \"flow_id\": \"%1\", \"status\": \"%4\", "
                              "\"start_time\": \"2023-04-25T18:%3:00.000000+00:00\"")
            .arg(text(flow))
            .arg(minute)
            .arg(minute, 2, 10, QLatin1Char('0'))
            .toUtf8();
    }

    void ask()
    {
        QSignalSpy changed(m_summary.get(), &models::RunSummary::changed);
        const auto turn = [this] {
            m_summary->refresh(); // does nothing while an answer to the turn before is still on its way
            return !m_server->requests().isEmpty();
        };
        m_server->forget();
        QTRY_VERIFY(turn());
        QTRY_COMPARE(changed.size(), 5 - m_broken.size());
    }

    ReplayServer::Reply serve(const ReplayServer::Request &request)
    {
        const QString status = request.parameter(text("filter_status"));
        ReplayServer::Reply reply;
        if (m_broken.contains(status))
            reply.status = 403;
        reply.headers = m_headers;
        QByteArrayList runs;
        for (const QByteArray &one : m_runs.value(status))
            runs.append(QByteArray(one).replace("%4", status.toLatin1()) + "}");
        reply.body = "{\"runs\": [" + runs.join(", ") +
                     "], \"has_next_page\": " + (m_more.contains(status) ? "true, \"marker\": \"m\"}" : "false}");
        return reply;
    }

    testsupport::StaticTokens m_tokens;
    std::unique_ptr<ReplayServer> m_server;
    std::unique_ptr<net::HttpClient> m_http;
    std::unique_ptr<flows::FlowsClient> m_client;
    std::unique_ptr<models::RunSummary> m_summary;
    QHash<QString, QByteArrayList> m_runs; //!< by status
    QStringList m_more;
    QStringList m_broken;
    QList<std::pair<QByteArray, QByteArray>> m_headers; //!< of every reply
};

FLOWS_TEST(tst_runsummary, RunSummaryTest)
#include "tst_runsummary.moc"
