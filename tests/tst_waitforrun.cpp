#include "support/replayserver.h"
#include "support/settled.h"
#include "support/statictokens.h"
#include "support/testmain.h"

#include "flows/flowsclient.h"
#include "flows/waitforrun.h"

#include <QTest>

using core::ApiError;
using core::Json;
using testsupport::ReplayServer;
using testsupport::Settled;
using namespace std::chrono_literals;

class WaitForRunTest final : public QObject
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

    void untilTheEnd_data()
    {
        QTest::addColumn<QString>("end");
        for (const char *end : {"SUCCEEDED", "FAILED", "ENDED"})
            QTest::newRow(end) << QString::fromLatin1(end);
    }

    void untilTheEnd()
    {
        QFETCH(QString, end);
        m_server->setScript({run("ACTIVE"), run("PONDERING"), run("INACTIVE"), run(end.toLatin1().constData())});
        Settled<flows::Run> waited;
        waited.watch(flows::waitForRun(*m_client, QStringLiteral("r"), this, {1ms, 2ms}), this);
        QVERIFY(waited.wait());
        QVERIFY(waited.value);
        QCOMPARE(waited.value->statusText(), end);
        QCOMPARE(m_server->requests().size(), 4);
        QCOMPARE(m_server->requests().last().path, QStringLiteral("/runs/r"));
    }

    void untilSomebodyMustAct_data()
    {
        QTest::addColumn<Json>("last");
        QTest::newRow("inactive") << Json{{"run_id", "r"}, {"status", "INACTIVE"}};
        QTest::newRow("a web input") << Json{{"run_id", "r"}, {"status", "ACTIVE"}, {"blocking_web_input_id", "w"}};
    }

    void untilSomebodyMustAct()
    {
        QFETCH(Json, last);
        m_server->setScript({run("ACTIVE"), ReplayServer::json(last)});
        Settled<flows::Run> waited;
        waited.watch(flows::waitForRun(*m_client, QStringLiteral("r"), this, {1ms, 2ms, true}), this);
        QVERIFY(waited.wait());
        QVERIFY(waited.value && !waited.value->isTerminal());
        QCOMPARE(m_server->requests().size(), 2);
    }

    void pausesGrowUpToALimit()
    {
        m_server->setHandler([](const ReplayServer::Request &) { return run("ACTIVE"); });
        QElapsedTimer elapsed;
        elapsed.start();
        Settled<flows::Run> waited;
        waited.watch(flows::waitForRun(*m_client, QStringLiteral("r"), this, {20ms, 40ms}), this);
        QTRY_COMPARE(m_server->requests().size(), 5); // after 0, 20, 30, 40, 40 ms
        QVERIFY2(elapsed.elapsed() >= 125,
                 qPrintable(QString::number(elapsed.elapsed()))); // timers may be early by 5 %
        QVERIFY(!waited.done());
        m_client.reset();
        QVERIFY(waited.wait());
        QCOMPARE(waited.error->kind, ApiError::Kind::Cancelled);
    }

    void anErrorEndsIt()
    {
        m_server->setScript({run("ACTIVE"), ReplayServer::json({{"error", {{"code", "NOT_FOUND"}}}}, 404)});
        Settled<flows::Run> waited;
        waited.watch(flows::waitForRun(*m_client, QStringLiteral("r"), this, {1ms, 2ms}), this);
        QVERIFY(waited.wait());
        QCOMPARE(waited.error->kind, ApiError::Kind::NotFound);
        QCOMPARE(waited.calls, 1);
    }

    void aDeadScopeEndsIt()
    {
        m_server->setHandler([](const ReplayServer::Request &) { return run("ACTIVE"); });
        Settled<flows::Run> waited;
        {
            QObject scope;
            waited.watch(flows::waitForRun(*m_client, QStringLiteral("r"), &scope, {1ms, 1ms}), this);
            QTRY_VERIFY(m_server->requests().size() >= 2);
        }
        QVERIFY(waited.wait());
        QCOMPARE(waited.error->kind, ApiError::Kind::Cancelled);
    }

private:
    static ReplayServer::Reply run(const char *status)
    {
        return ReplayServer::json({{"run_id", "r"}, {"status", status}});
    }

    std::unique_ptr<ReplayServer> m_server;
    testsupport::StaticTokens m_tokens;
    std::unique_ptr<net::HttpClient> m_http;
    std::unique_ptr<flows::FlowsClient> m_client;
};

FLOWS_TEST(tst_waitforrun, WaitForRunTest)
#include "tst_waitforrun.moc"
