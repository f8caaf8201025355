#include "support/followedrun.h"
#include "support/testmain.h"

#include <QSignalSpy>
#include <QTest>

using core::ApiError;
using models::LoadState;
using models::RunFollower;

//! What becomes of a run that is followed when the service does not answer as it should.
class FollowFailuresTest final : public testsupport::FollowedRun
{
    Q_OBJECT

private Q_SLOTS:
    void init() { setUp(); }
    void cleanup() { tearDown(); }

    void aRunThatIsGoneIsNotAskedForAgain_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QString>("path");
        QTest::newRow("deleted") << 404 << QStringLiteral("/runs/r");
        QTest::newRow("deleted, its log says so") << 404 << QStringLiteral("/runs/r/log");
        QTest::newRow("signed out") << 401 << QStringLiteral("/runs/r");
    }

    void aRunThatIsGoneIsNotAskedForAgain()
    {
        QFETCH(int, status);
        QFETCH(QString, path);
        QSignalSpy failed(m_follower.get(), &RunFollower::failed);
        m_follower->start();
        QTRY_COMPARE(m_follower->loadState(), LoadState::Idle);
        m_brokenStatus = status;
        m_broken = path;
        QTRY_COMPARE(failed.size(), 1);
        QTest::qWait(40);
        QCOMPARE(failed.size(), 1);
        QCOMPARE(m_follower->loadState(), LoadState::Failed);
        QCOMPARE(m_follower->run().runId, QStringLiteral("r"));
        m_broken.clear();
        m_follower->retry();
        QTRY_COMPARE(m_follower->loadState(), LoadState::Idle);
        const int before = count("/runs/r");
        QTRY_VERIFY(count("/runs/r") > before + 2); // and on
    }

    void aRunThatIsRefusedIsAskedForAfterAPause()
    {
        using std::chrono::milliseconds;
        m_follower->setIntervals({milliseconds(2), milliseconds(5), 1.5, milliseconds(400)});
        QSignalSpy failed(m_follower.get(), &RunFollower::failed);
        m_follower->start();
        QTRY_COMPARE(m_follower->loadState(), LoadState::Idle);
        m_brokenStatus = 403;
        m_broken = QStringLiteral("/runs/r");
        QTRY_COMPARE(failed.size(), 1);
        QTest::qWait(60);
        QCOMPARE(failed.size(), 1);
        m_broken.clear();
        QTRY_COMPARE(m_follower->loadState(), LoadState::Idle); // by itself
    }

    void theRunIsHeardWhenItsLogFails()
    {
        m_follower->start();
        QTRY_COMPARE(m_follower->run().status, flows::RunStatus::Active);
        m_broken = QStringLiteral("/runs/r/log");
        m_delay = std::chrono::milliseconds(20); // the log's failure comes first
        m_statuses = {QStringLiteral("FAILED")};
        QTRY_COMPARE(m_follower->run().status, flows::RunStatus::Failed);
        QTRY_COMPARE(m_follower->loadState(), LoadState::Failed);
        QVERIFY(!m_follower->isFinished()); // its log is not read
        m_broken.clear();
        QTRY_VERIFY(m_follower->isFinished());
    }
};

FLOWS_TEST(tst_followfailures, FollowFailuresTest)
#include "tst_followfailures.moc"
