#include "support/fakepages.h"
#include "support/replayserver.h"
#include "support/statictokens.h"
#include "support/testmain.h"

#include "flows/flowsclient.h"
#include "flows/parse.h"
#include "models/runsmodel.h"
#include "models/runsupdater.h"

#include <QTest>

using models::RunsModel;
using testsupport::ReplayServer;

//! Rows that the beginning of the list does not reach go on as well.
class RunsUpdaterTest final : public QObject
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
        m_pages = {};
        m_pages.pageSize = 10;
        for (int i = 0; i < 20; ++i)
            m_pages.items.append(flows::parseRun(document(i, i % 2 == 0 ? "ACTIVE" : "SUCCEEDED")));
        m_model = std::make_unique<RunsModel>();
        m_model->setSource(m_pages.source());
        QTRY_COMPARE(m_model->rowCount(), 10);
        m_model->fetchMore({});
        QTRY_COMPARE(m_model->rowCount(), 20);
        m_updater = std::make_unique<models::RunsUpdater>(*m_client, *m_model);
        m_server->setHandler([](const ReplayServer::Request &request) {
            ReplayServer::Reply reply;
            reply.body = document(request.path.section(QLatin1Char('/'), -1).toInt(), "FAILED");
            return reply;
        });
    }

    void cleanup()
    {
        m_updater.reset();
        m_model.reset();
        m_client.reset();
        m_http.reset();
        m_server.reset();
    }

    void unfinishedRowsBelowTheFreshOnesAreAskedFor()
    {
        m_model->refresh();
        QTRY_COMPARE(m_model->freshRows(), 10);
        m_updater->update(7, 15);
        QTRY_COMPARE(m_model->run(14).status, flows::RunStatus::Failed);
        QCOMPARE(asked(), (QStringList{QStringLiteral("10"), QStringLiteral("12"), QStringLiteral("14")}));
        QCOMPARE(m_model->run(8).status, flows::RunStatus::Active);  // the refresh brings it
        QCOMPARE(m_model->run(16).status, flows::RunStatus::Active); // nobody sees it
        m_server->forget();
        m_updater->update(7, 15);
        QTest::qWait(20);
        QVERIFY(asked().isEmpty()); // all of them are finished
    }

    void everyRowHasItsTurn()
    {
        m_updater->update(0, 19);
        m_updater->update(0, 19); // answers are due
        QTRY_COMPARE(asked().size(), models::RunsUpdater::atOnce);
        QTRY_COMPARE(unfinished(), 6);
        m_updater->update(0, 19);
        QTRY_COMPARE(unfinished(), 2);
        m_updater->update(0, 100);
        QTRY_COMPARE(unfinished(), 0);
        QCOMPARE(asked().size(), 10);
    }

    void aRunThatIsGoneKeepsNobodyWaiting()
    {
        m_server->setHandler([](const ReplayServer::Request &) { return ReplayServer::json({}, 404); });
        m_updater->update(0, 19);
        QTRY_COMPARE(asked().size(), 4);
        const auto next = [this] {
            m_updater->update(0, 19);
            return asked().size() == 8;
        };
        QTRY_VERIFY(next());
        QCOMPARE(unfinished(), 10);
    }

    void aServiceThatAsksForTimeIsLeftAlone()
    {
        int answers = 0;
        m_server->setHandler([&answers](const ReplayServer::Request &) {
            ReplayServer::Reply reply = ReplayServer::json({}, ++answers == 1 ? 429 : 500); // the others say nothing
            if (answers == 1)
                reply.headers = {{"Retry-After", "60"}};
            return reply;
        });
        m_updater->update(0, 19);
        QTRY_COMPARE(asked().size(), 4);
        for (int i = 0; i < 10; ++i) {
            QTest::qWait(10);
            m_updater->update(0, 19);
        }
        QCOMPARE(asked().size(), 4);
    }

private:
    static QByteArray document(int id, const char *status)
    {
        return QByteArrayLiteral("{\"run_id\": \"") + QByteArray::number(id) + "\", \"status\": \"" + status + "\"}";
    }

    [[nodiscard]] int unfinished() const
    {
        int count = 0;
        for (int row = 0; row < m_model->rowCount(); ++row)
            count += m_model->run(row).isTerminal() ? 0 : 1;
        return count;
    }

    //! The ids that were asked for, in the order of their number: requests of one turn may overtake each other.
    [[nodiscard]] QStringList asked() const
    {
        QStringList ids;
        for (const ReplayServer::Request &request : m_server->requests())
            ids.append(request.path.section(QLatin1Char('/'), -1));
        ids.sort();
        return ids;
    }

    testsupport::StaticTokens m_tokens;
    std::unique_ptr<ReplayServer> m_server;
    std::unique_ptr<net::HttpClient> m_http;
    std::unique_ptr<flows::FlowsClient> m_client;
    testsupport::FakePages<flows::Run> m_pages;
    std::unique_ptr<RunsModel> m_model;
    std::unique_ptr<models::RunsUpdater> m_updater;
};

FLOWS_TEST(tst_runsupdater, RunsUpdaterTest)
#include "tst_runsupdater.moc"
