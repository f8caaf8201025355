#include "support/followedrun.h"
#include "support/logentries.h"
#include "support/testmain.h"

#include "flows/parse.h"

#include <QSignalSpy>
#include <QTest>

using core::ApiError;
using models::LoadState;
using models::RunFollower;
using models::RunTrace;
using testsupport::ReplayServer;

class RunFollowerTest final : public testsupport::FollowedRun
{
    Q_OBJECT

private Q_SLOTS:
    void init() { setUp(); }
    void cleanup() { tearDown(); }

    void followsToTheEnd()
    {
        m_statuses = {QStringLiteral("ACTIVE"), QStringLiteral("ACTIVE"), QStringLiteral("SUCCEEDED")};
        m_onRun = [this] {
            if (m_runCount == 2)
                m_log << QStringLiteral("1 PassStarted A") << QStringLiteral("2 PassCompleted A");
            if (m_runCount == 3)
                m_log << QStringLiteral("3 FlowSucceeded");
        };
        QSignalSpy runChanged(m_follower.get(), &RunFollower::runChanged);
        QSignalSpy traceChanged(m_follower.get(), &RunFollower::traceChanged);
        QSignalSpy definitionChanged(m_follower.get(), &RunFollower::definitionChanged);
        QSignalSpy finished(m_follower.get(), &RunFollower::finished);
        m_follower->start();
        QCOMPARE(m_follower->loadState(), LoadState::Loading);
        QTRY_COMPARE(finished.size(), 1);
        QCOMPARE(runChanged.size(), 2); // ACTIVE, SUCCEEDED: the same document twice is one change
        QVERIFY(traceChanged.size() == 2 || traceChanged.size() == 3); // run and log are asked at the same time
        QCOMPARE(definitionChanged.size(), 1);
        QCOMPARE(m_follower->definition()->definition.bytes(), QByteArray("{}"));
        QCOMPARE(m_follower->run().status, flows::RunStatus::Succeeded);
        QCOMPARE(m_follower->logModel()->rowCount(), 4);
        QCOMPARE(m_follower->trace().end(), RunTrace::End::Succeeded);
        QCOMPARE(m_follower->trace().state(QStringLiteral("A"))->visits, 1);
        QCOMPARE(m_follower->loadState(), LoadState::Complete);
        QVERIFY(m_follower->polledAt().isValid() && m_follower->isFinished());
        QCOMPARE(count("/runs/r/definition"), 1);
        const qsizetype asked = m_server->requests().size();
        QTest::qWait(30);
        QCOMPARE(m_server->requests().size(), asked);
        m_follower->start();
        m_follower->pollNow();
        QTest::qWait(10);
        QCOMPARE(m_server->requests().size(), asked);
    }

    void theLogIsReadOnceMoreWhenTheRunEnded()
    {
        m_statuses = {QStringLiteral("SUCCEEDED")};
        m_onLog = [this] { // the last entry is written when the first reading is answered
            if (count("/runs/r/log") == 2)
                m_log << QStringLiteral("1 FlowSucceeded");
        };
        QSignalSpy finished(m_follower.get(), &RunFollower::finished);
        m_follower->start();
        QTRY_COMPARE(finished.size(), 1);
        QCOMPARE(m_follower->trace().end(), RunTrace::End::Succeeded);
        QCOMPARE(count("/runs/r/log"), 2);
    }

    void aLongLogGoesOnFromItsLastPage()
    {
        m_statuses = {QStringLiteral("ACTIVE")};
        for (int i = 0; i < 249; ++i)
            m_log << QStringLiteral("%1 ActionPolled A").arg(i);
        m_follower->start();
        QTRY_COMPARE(m_follower->logModel()->rowCount(), 250);
        QTRY_VERIFY(count("/runs/r/log") > 5);
        int firstPages = 0;
        for (const auto &request : m_server->requests()) {
            if (request.path.endsWith(QLatin1String("/log"))) {
                firstPages += request.parameter(QStringLiteral("marker")).isEmpty() ? 1 : 0;
                QCOMPARE(request.parameter(QStringLiteral("limit")), QStringLiteral("100"));
            }
        }
        QCOMPARE(firstPages, 1);
        for (int i = 0; i < 60; ++i)
            m_log << QStringLiteral("%1 ActionPolled A").arg(i);
        QTRY_COMPARE(m_follower->logModel()->rowCount(), 310);
        for (int i = 0; i < 310; ++i)
            QCOMPARE(m_follower->logModel()->entry(i).raw.bytes(), testsupport::logEntryJson(m_log[i]));
    }

    void aFailureKeepsWhatIsThere_data()
    {
        QTest::addColumn<QString>("broken");
        QTest::newRow("run") << QStringLiteral("/runs/r");
        QTest::newRow("log") << QStringLiteral("/runs/r/log");
    }

    void aFailureKeepsWhatIsThere()
    {
        QFETCH(QString, broken);
        m_statuses = {QStringLiteral("ACTIVE")};
        QSignalSpy polled(m_follower.get(), &RunFollower::polled);
        QList<ApiError> failed;
        connect(m_follower.get(), &RunFollower::failed, this,
                [&failed](const ApiError &error) { failed.append(error); });
        m_follower->start();
        QTRY_VERIFY(polled.size() > 1);
        m_broken = broken;
        QTRY_VERIFY(failed.size() > 1);
        QCOMPARE(failed[0].kind, ApiError::Kind::Server);
        QCOMPARE(m_follower->loadState(), LoadState::Failed);
        QCOMPARE(m_follower->logModel()->rowCount(), 1);
        QCOMPARE(m_follower->run().status, flows::RunStatus::Active);
        m_broken.clear();
        m_log << QStringLiteral("1 FlowSucceeded");
        m_statuses = {QStringLiteral("SUCCEEDED")};
        QSignalSpy finished(m_follower.get(), &RunFollower::finished);
        QTRY_COMPARE(finished.size(), 1); // by itself
        QCOMPARE(m_follower->logModel()->rowCount(), 2);
        QCOMPARE(m_follower->loadState(), LoadState::Complete);
        m_follower->disconnect(this);
    }

    void whoeverCanNotWaitNeedNot_data()
    {
        QTest::addColumn<bool>("asks"); // pollNow(), as a cancellation does, or retry()
        QTest::newRow("pollNow") << true;
        QTest::newRow("retry") << false;
    }

    void whoeverCanNotWaitNeedNot()
    {
        QFETCH(bool, asks);
        m_follower->setIntervals({std::chrono::milliseconds(2), std::chrono::minutes(1), 1.5, {}});
        m_statuses = {QStringLiteral("ACTIVE")};
        QSignalSpy failed(m_follower.get(), &RunFollower::failed);
        m_follower->start();
        QTRY_COMPARE(m_follower->run().status, flows::RunStatus::Active);
        m_broken = QStringLiteral("/runs/r");
        QTRY_COMPARE(failed.size(), 1);
        m_broken.clear();
        QTest::qWait(20);
        QCOMPARE(m_follower->loadState(), LoadState::Failed);
        if (asks)
            m_follower->pollNow();
        else
            m_follower->retry();
        QTRY_COMPARE(m_follower->loadState(), LoadState::Idle);
    }

    void thePauseThatTheServiceAsksForIsKept()
    {
        m_statuses = {QStringLiteral("ACTIVE")};
        QSignalSpy failed(m_follower.get(), &RunFollower::failed);
        m_follower->start();
        QTRY_COMPARE(m_follower->run().status, flows::RunStatus::Active);
        m_server->setHandler([](const ReplayServer::Request &) {
            ReplayServer::Reply limited = reply("{}", 429);
            limited.headers = {{"Retry-After", "60"}};
            return limited;
        });
        QTRY_COMPARE(failed.size(), 1);
        QTest::qWait(60);
        QCOMPARE(failed.size(), 1);
    }

    void aRunThatNeverCameWaitsForRetry()
    {
        m_statuses = {QStringLiteral("ACTIVE")};
        m_broken = QStringLiteral("/runs/r");
        QSignalSpy failed(m_follower.get(), &RunFollower::failed);
        m_follower->start();
        QTRY_COMPARE(failed.size(), 1);
        QTest::qWait(30);
        QCOMPARE(failed.size(), 1);
        m_broken.clear();
        m_follower->retry();
        QTRY_COMPARE(m_follower->run().status, flows::RunStatus::Active);
    }

    void aDefinitionThatOneMayNotSeeIsNoFailure()
    {
        m_definitionStatus = 404;
        m_statuses = {QStringLiteral("SUCCEEDED")};
        QSignalSpy finished(m_follower.get(), &RunFollower::finished);
        QSignalSpy told(m_follower.get(), &RunFollower::definitionChanged);
        m_follower->start();
        QTRY_COMPARE(finished.size(), 1);
        QVERIFY(!m_follower->definition());
        QCOMPARE(told.size(), 1);
        QCOMPARE(m_follower->definitionError()->kind, ApiError::Kind::NotFound);
    }

    void aDefinitionThatDoesNotComeIsAskedForAgain()
    {
        m_definitionStatus = 500;
        m_statuses = {QStringLiteral("ACTIVE")};
        QSignalSpy failed(m_follower.get(), &RunFollower::failed);
        QSignalSpy polled(m_follower.get(), &RunFollower::polled);
        QSignalSpy told(m_follower.get(), &RunFollower::definitionChanged);
        m_follower->start();
        QTRY_VERIFY(polled.size() > 2); // the run itself is followed all the same
        QVERIFY(!m_follower->definition());
        QCOMPARE(m_follower->definitionError()->kind, ApiError::Kind::Server);
        QCOMPARE(told.size(), 1);
        m_definitionStatus = 200;
        QTRY_VERIFY(m_follower->definition());
        QVERIFY(!m_follower->definitionError());
        QCOMPARE(told.size(), 2);
        QCOMPARE(failed.size(), 0);
    }

    void aRunThatIsOverDoesWithoutADefinition()
    {
        m_definitionStatus = 500;
        m_statuses = {QStringLiteral("SUCCEEDED")};
        QSignalSpy finished(m_follower.get(), &RunFollower::finished);
        m_follower->start();
        QTRY_COMPARE(finished.size(), 1);
        QCOMPARE(count("/runs/r/definition"), 3);
        QCOMPARE(m_follower->definitionError()->kind, ApiError::Kind::Server);
        QCOMPARE(m_follower->loadState(), LoadState::Complete);
    }

    void stopDropsAnswers()
    {
        m_statuses = {QStringLiteral("ACTIVE")};
        m_delay = std::chrono::milliseconds(300);
        QSignalSpy runChanged(m_follower.get(), &RunFollower::runChanged);
        m_follower->start();
        QTRY_VERIFY(!m_server->requests().isEmpty());
        m_follower->stop();
        m_delay = {};
        QTest::qWait(400);
        QCOMPARE(runChanged.size(), 0);
        QCOMPARE(m_follower->loadState(), LoadState::Idle);
        m_follower->start();
        QTRY_COMPARE(runChanged.size(), 1);
        QVERIFY(m_follower->logModel()->rowCount() <= 1);
    }

    void stoppingInAHandlerIsSafe()
    {
        m_statuses = {QStringLiteral("ACTIVE"), QStringLiteral("SUCCEEDED")};
        connect(m_follower.get(), &RunFollower::runChanged, this, [this] { m_follower->stop(); });
        QSignalSpy runChanged(m_follower.get(), &RunFollower::runChanged);
        m_follower->start();
        QTRY_COMPARE(runChanged.size(), 1);
        QTest::qWait(20);
        QVERIFY(!m_follower->isFinished() && !m_follower->polledAt().isValid());
        QCOMPARE(runChanged.size(), 1);
    }

    void aFollowerThatGoesIsGone()
    {
        m_statuses = {QStringLiteral("ACTIVE")};
        m_follower->start();
        QTRY_VERIFY(!m_server->requests().isEmpty());
        m_tester.reset();
        m_follower.reset();
        QTest::qWait(20);
    }

    void whatIsKnownIsShownAtOnce()
    {
        QSignalSpy runChanged(m_follower.get(), &RunFollower::runChanged);
        m_follower->setKnownRun(flows::parseRun(R"({"run_id": "other", "status": "ACTIVE"})"));
        QCOMPARE(runChanged.size(), 0);
        m_follower->setKnownRun(flows::parseRun(runBody(QStringLiteral("ACTIVE"))));
        QCOMPARE(m_follower->run().runId, QStringLiteral("r"));
        QCOMPARE(runChanged.size(), 1);
        m_statuses = {QStringLiteral("ACTIVE")};
        m_follower->start();
        QTRY_VERIFY(m_follower->polledAt().isValid());
        QCOMPARE(runChanged.size(), 1);
    }
};

FLOWS_TEST(tst_runfollower, RunFollowerTest)
#include "tst_runfollower.moc"
