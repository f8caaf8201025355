#include "support/faketokens.h"
#include "support/outcome.h"
#include "support/replayserver.h"
#include "support/testmain.h"

#include "flows/flowsclient.h"
#include "flows/parse.h"
#include "models/runfollower.h"
#include "models/runsmodel.h"
#include "models/runsummary.h"
#include "models/runsupdater.h"

#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using models::LoadState;
using models::RunFollower;
using testsupport::outcome;
using testsupport::ReplayServer;

//! A service that wants a consent: whatever asks by a timer leads to no question, and goes on when somebody has
//! consented to something that he wanted.
class QuietPollsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_server = std::make_unique<ReplayServer>();
        m_server->setHandler([this](const ReplayServer::Request &request) { return serve(request); });
        m_tokens = std::make_unique<testsupport::FakeTokens>();
        m_person = std::make_unique<testsupport::FakeAuthorizer>();
        m_http = std::make_unique<net::HttpClient>(m_tokens.get(), m_person.get());
        m_client = std::make_unique<flows::FlowsClient>(*m_http, m_server->url());
        m_refuses = true;
    }
    void cleanup()
    {
        m_client.reset();
        m_http.reset();
        m_person.reset();
        m_tokens.reset();
        m_server.reset();
    }

    void counts()
    {
        models::RunSummary summary(*m_client);
        summary.start(20ms);
        QTRY_VERIFY(!m_server->requests().isEmpty());
        QTest::qWait(50);
        QCOMPARE(m_person->asked.size(), 0);
        QCOMPARE(summary.countText(u"ACTIVE"_s), QString());
        consent();
        QTRY_COMPARE(summary.countText(u"ACTIVE"_s), u"1"_s);
        QCOMPARE(m_person->asked.size(), 1);
    }

    void aRunThatIsFollowed()
    {
        m_refuses = false;
        RunFollower follower(*m_client, u"r"_s);
        follower.setIntervals({10ms, 10ms, 1, 60s});
        follower.start();
        QTRY_COMPARE(follower.loadState(), LoadState::Idle);
        m_refuses = true;
        QTRY_COMPARE(follower.loadState(), LoadState::Failed);
        QCOMPARE(m_person->asked.size(), 0);
        consent();
        QTRY_COMPARE(follower.loadState(), LoadState::Idle);
        QCOMPARE(m_person->asked.size(), 1);
    }

    //! The first look is what somebody wants, and so is another try.
    void aRunThatSomebodyWantsToSee()
    {
        RunFollower follower(*m_client, u"r"_s);
        follower.start();
        QTRY_COMPARE(m_person->asked.size(), 1); // for run, log and definition
        m_person->decline();
        QTRY_COMPARE(follower.loadState(), LoadState::Failed);
        follower.retry();
        QTRY_COMPARE(m_person->asked.size(), 2);
        m_refuses = false;
        m_person->agree();
        QTRY_COMPARE(follower.loadState(), LoadState::Idle);
        QCOMPARE(m_person->asked.size(), 2);
    }

    //! Nobody is signed in: the following has ended, and begins again.
    void withoutAToken()
    {
        m_refuses = false;
        RunFollower follower(*m_client, u"r"_s);
        follower.setIntervals({10ms, 10ms, 1, 60s});
        follower.start();
        QTRY_COMPARE(follower.loadState(), LoadState::Idle);
        m_tokens->failure = core::ApiError(core::ApiError::Kind::Unauthorized);
        QTRY_COMPARE(follower.loadState(), LoadState::Failed);
        QCOMPARE(m_person->asked.size(), 0);
        consent();
        QTRY_COMPARE(follower.loadState(), LoadState::Idle);
    }

    //! Whoever has left the page does not come back to it because of a consent.
    void aRunThatNobodyFollowsAnyMore()
    {
        RunFollower follower(*m_client, u"r"_s);
        follower.start();
        QTRY_COMPARE(m_person->asked.size(), 1);
        m_person->decline();
        QTRY_COMPARE(follower.loadState(), LoadState::Failed);
        follower.stop();
        consent();
        m_server->forget();
        QTest::qWait(50);
        QCOMPARE(m_server->requests().size(), 0);
    }

    void listsTellWhoAsks()
    {
        QStringList asked;
        models::RunsModel model;
        const auto source = [&](const QString &marker) {
            asked.append(model.isPolling() ? u"timer"_s : u"person"_s);
            flows::FlowsClient &client = model.isPolling() ? m_client->background() : *m_client;
            return client.listRuns({}, marker, &model);
        };
        m_refuses = false;
        model.setSource(source);
        QTRY_COMPARE(model.rowCount(), 1);
        m_refuses = true;
        QSignalSpy failed(&model, &models::PagedModel::refreshFailed);
        QSignalSpy refreshed(&model, &models::PagedModel::refreshed);
        model.poll();
        QTRY_COMPARE(failed.size(), 1);
        QCOMPARE(m_person->asked.size(), 0);
        model.poll(); // in vain so soon
        QCOMPARE(asked, (QStringList{u"person"_s, u"timer"_s}));
        m_refuses = false;
        model.takeUp();
        QTRY_COMPARE(refreshed.size(), 1);
        model.refresh();
        QCOMPARE(asked, (QStringList{u"person"_s, u"timer"_s, u"timer"_s, u"person"_s}));
        QVERIFY(!model.isPolling());
    }

    void rowsThatAreBroughtUpToDate()
    {
        m_refuses = false;
        models::RunsModel model;
        model.setSource([this, &model](const QString &marker) { return m_client->listRuns({}, marker, &model); });
        QTRY_COMPARE(model.rowCount(), 1);
        m_refuses = true;
        models::RunsUpdater updater(*m_client, model);
        m_server->forget();
        updater.update(0, 0);
        QTRY_COMPARE(m_server->requests().size(), 1);
        QTest::qWait(50);
        updater.update(0, 0); // a pause
        QCOMPARE(m_person->asked.size(), 0);
        consent();
        m_server->forget();
        updater.update(0, 0);
        QTRY_COMPARE(m_server->requests().size(), 1);
    }

private:
    //! Somebody wants something, is asked, and agrees.
    void consent()
    {
        const qsizetype before = m_person->asked.size();
        const auto wanted = m_client->listFlows({}, {}, m_http.get());
        QTRY_COMPARE(m_person->asked.size(), before + 1);
        m_refuses = false;
        m_tokens->failure.reset();
        m_person->agree();
        QCOMPARE(outcome(wanted).kind(), u"Ok"_s);
    }

    ReplayServer::Reply serve(const ReplayServer::Request &request) const
    {
        ReplayServer::Reply reply;
        if (m_refuses) {
            reply.status = 403;
            reply.body = "{\"code\": \"ConsentRequired\", \"required_scopes\": [\"a[b]\"]}";
        } else if (request.path == "/flows"_L1) {
            reply.body = "{\"flows\": [], \"has_next_page\": false}";
        } else if (request.path == "/runs"_L1) {
            const QString status = request.parameter(u"filter_status"_s);
            const bool asksForIt = status.isEmpty() || status == "ACTIVE"_L1;
            reply.body = "{\"runs\": [" + (asksForIt ? run() : QByteArray()) + "], \"has_next_page\": false}";
        } else if (request.path.endsWith("/log"_L1)) {
            reply.body = "{\"entries\": [], \"has_next_page\": false}";
        } else if (request.path.endsWith("/definition"_L1)) {
            reply.body = "{\"flow_id\": \"f\", \"definition\": {}, \"input_schema\": {}}";
        } else {
            reply.body = run();
        }
        return reply;
    }

    static QByteArray run()
    {
        return "{\"run_id\": \"r\", \"flow_id\": \"f\", \"status\": \"ACTIVE\", \"start_time\": "
               "\"2026-01-01T00:00:00+00:00\"}";
    }

    std::unique_ptr<ReplayServer> m_server;
    std::unique_ptr<testsupport::FakeTokens> m_tokens;
    std::unique_ptr<testsupport::FakeAuthorizer> m_person;
    std::unique_ptr<net::HttpClient> m_http;
    std::unique_ptr<flows::FlowsClient> m_client;
    bool m_refuses = true;
};

FLOWS_TEST(tst_quietpolls, QuietPollsTest)
#include "tst_quietpolls.moc"
