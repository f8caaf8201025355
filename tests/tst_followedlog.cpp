#include "support/followedrun.h"
#include "support/testmain.h"

#include <QTest>

using core::ApiError;
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

    void anEmptyPageIsNotTheEnd()
    {
        m_statuses = {QStringLiteral("SUCCEEDED")};
        logPages({{QString(), "{\"entries\": [], \"has_next_page\": true, \"marker\": \"one\"}"},
                  {QStringLiteral("one"), page("FlowStarted", "two")},
                  {QStringLiteral("two"), page("FlowSucceeded", "")}});
        m_follower->start();
        QTRY_VERIFY(m_follower->isFinished());
        QCOMPARE(m_follower->logModel()->rowCount(), 2);
        QCOMPARE(m_follower->trace().end(), models::RunTrace::End::Succeeded);
    }

    void aLogThatLeadsBackIsNotTakenAsWhole()
    {
        m_statuses = {QStringLiteral("SUCCEEDED")};
        logPages({{QString(), page("X", "odd")},
                  {QStringLiteral("odd"), page("X", "even")},
                  {QStringLiteral("even"), page("X", "odd")}});
        QList<ApiError> failed;
        connect(m_follower.get(), &RunFollower::failed, m_follower.get(),
                [&failed](const ApiError &error) { failed.append(error); });
        m_follower->start();
        QTRY_COMPARE(m_follower->loadState(), models::LoadState::Failed);
        QCOMPARE(failed[0].kind, ApiError::Kind::BadResponse);
        QCOMPARE(m_follower->logModel()->rowCount(), 3);
        QCOMPARE(m_follower->run().status, flows::RunStatus::Succeeded);
        QVERIFY(!m_follower->isFinished());
        const qsizetype asked = m_server->requests().size();
        QTest::qWait(40);
        QCOMPARE(m_server->requests().size(), asked); // nothing will change by itself
        logPages({{QStringLiteral("even"), page("X", "")}});
        m_follower->retry();
        QTRY_VERIFY(m_follower->isFinished());
        QCOMPARE(m_follower->logModel()->rowCount(), 3);
    }

private:
    static QByteArray page(const QByteArray &code, const QByteArray &marker)
    {
        return "{\"entries\": [{\"code\": \"" + code +
               "\"}], \"has_next_page\": " + (marker.isEmpty() ? "false" : "true") + ", \"marker\": \"" + marker +
               "\"}";
    }

    //! The log is these pages, by the marker that is asked with.
    void logPages(const QHash<QString, QByteArray> &pages)
    {
        m_server->setHandler([this, pages](const testsupport::ReplayServer::Request &request) {
            if (!request.path.endsWith(QLatin1String("/log")))
                return serve(request);
            return reply(pages.value(request.parameter(QStringLiteral("marker"))));
        });
    }
};

FLOWS_TEST(tst_followedlog, FollowedLogTest)
#include "tst_followedlog.moc"
