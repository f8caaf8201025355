#include "support/followedrun.h"
#include "support/testmain.h"

#include <QTest>

using models::RunFollower;

//! How a log is read, poll by poll.
class FollowedLogTest final : public testsupport::FollowedRun
{
    Q_OBJECT

private Q_SLOTS:
    void init() { setUp(); }
    void cleanup() { tearDown(); }

    void entriesDoNotKeepThePagesTheyCameOn()
    {
        m_onLog = [this] { // each reading of the last page brings two new entries
            if (m_log.size() < 40)
                m_log << QStringLiteral("1 ActionStarted A \"input\": {\"a\": 1}")
                      << QStringLiteral("2 ActionPolled A");
        };
        m_follower->start();
        QTRY_COMPARE(m_follower->logModel()->rowCount(), 41);
        const QList<flows::RunLogEntry> &entries = m_follower->logModel()->entries();
        QVERIFY(entries[0].raw.sharesBytesWith(entries[1].raw)); // all of a page that is new are kept as the page
        for (int row = 3; row < entries.size(); row += 2) {
            QVERIFY(!entries[row].raw.sharesBytesWith(entries[row + 1].raw));
            QVERIFY(entries[row].details.sharesBytesWith(entries[row].raw));
            QVERIFY(entries[row].payload.sharesBytesWith(entries[row].raw));
            QCOMPARE(entries[row].payload.bytes(), QByteArray("{\"a\": 1}"));
            QVERIFY(m_follower->trace().visits()[row / 2].input.sharesBytesWith(entries[row].raw));
        }
    }
};

FLOWS_TEST(tst_followedlog, FollowedLogTest)
#include "tst_followedlog.moc"
