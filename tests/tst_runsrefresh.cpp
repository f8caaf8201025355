#include "support/runsrig.h"
#include "support/testmain.h"

#include <QSignalSpy>
#include <QTest>

using core::ApiError;
using models::LoadState;
using models::RunsModel;
using testsupport::idsOf;
using testsupport::makeRun;
using testsupport::makeRuns;

//! A list that is read again while it is shown: rows stay what and where they are.
class RunsRefreshTest final : public QObject, private testsupport::RunsRig
{
    Q_OBJECT

private Q_SLOTS:
    void init() { setUp(); }
    void cleanup() { tearDown(); }

    void refreshKeepsThePlaceToGoOn()
    {
        m_tester.reset(); // it asks for more by itself
        m_pages.items = makeRuns(9, 1);
        load(6);
        m_pages.items.prepend(makeRun(QStringLiteral("10")));
        m_model->refresh();
        QTRY_COMPARE(m_model->rowCount(), 7);
        m_model->fetchMore({}); // by position: 4 comes a second time
        QTRY_COMPARE(m_model->rowCount(), 9);
        m_model->fetchMore({});
        QTRY_COMPARE(idsOf(*m_model), QStringLiteral("10 9 8 7 6 5 4 3 2 1"));
        QCOMPARE(m_pages.asked,
                 (QStringList{QString(), QStringLiteral("3"), QString(), QStringLiteral("6"), QStringLiteral("9")}));
    }

    void refreshMergesAndKeepsIndexes()
    {
        m_pages.items = makeRuns(9, 1);
        load(9);
        const QPersistentModelIndex seven = m_model->index(2, RunsModel::StatusColumn);
        const QPersistentModelIndex four = m_model->index(5, 0);
        QSignalSpy reset(m_model.get(), &QAbstractItemModel::modelReset);
        QSignalSpy changed(m_model.get(), &QAbstractItemModel::dataChanged);
        QSignalSpy refreshed(m_model.get(), &models::PagedModel::refreshed);
        // 11 and 10 are new, 8 is gone, 7 has changed.
        m_pages.items = makeRuns(11, 1);
        m_pages.items.removeAt(3);
        m_pages.items[3] = makeRun(QStringLiteral("7"), QStringLiteral("FAILED"));
        m_pages.pageSize = 5;
        m_model->refresh();
        m_model->refresh(); // one at a time
        QTRY_COMPARE(refreshed.size(), 1);
        QCOMPARE(idsOf(*m_model), QStringLiteral("11 10 9 7 6 5 4 3 2 1"));
        QCOMPARE(reset.size(), 0);
        QVERIFY(seven.isValid() && four.isValid());
        QCOMPARE(seven.row(), 3);
        QCOMPARE(seven.data(), QVariant(QStringLiteral("Failed")));
        QCOMPARE(four.data(RunsModel::IdRole), QVariant(QStringLiteral("4")));
        QCOMPARE(changed.size(), 1);
        const auto roles = changed[0][2].value<QList<int>>();
        QVERIFY(roles.contains(RunsModel::StatusKindRole) && roles.contains(Qt::DisplayRole));
        QVERIFY(!roles.contains(RunsModel::LabelRole));
    }

    void refreshWithoutChangesSaysNothing()
    {
        m_pages.items = makeRuns(6, 1);
        load(6);
        QSignalSpy changed(m_model.get(), &QAbstractItemModel::dataChanged);
        QSignalSpy inserted(m_model.get(), &QAbstractItemModel::rowsInserted);
        QSignalSpy refreshed(m_model.get(), &models::PagedModel::refreshed);
        for (flows::Run &run : m_pages.items)
            run = makeRun(run.runId); // equal, other memory
        m_model->refresh();
        QTRY_COMPARE(refreshed.size(), 1);
        QCOMPARE(changed.size() + inserted.size(), 0);
    }

    void refreshMovesRows()
    {
        m_pages.items = makeRuns(9, 1);
        load(9);
        const QPersistentModelIndex two = m_model->index(7, 0);
        m_pages.items.move(7, 0);
        QSignalSpy moved(m_model.get(), &QAbstractItemModel::rowsMoved);
        m_model->refresh();
        QTRY_COMPARE(idsOf(*m_model), QStringLiteral("2 9 8 7 6 5 4 3 1"));
        QCOMPARE(moved.size(), 1);
        QCOMPARE(two.row(), 0);
    }

    void refreshReadsOnUntilItMeetsAKnownRow()
    {
        m_pages.items = makeRuns(3, 1);
        load(3);
        m_pages.items = makeRuns(12, 1);
        m_pages.asked.clear();
        m_model->refresh();
        QTRY_COMPARE(idsOf(*m_model), QStringLiteral("12 11 10 9 8 7 6 5 4 3 2 1"));
        QCOMPARE(m_pages.asked.size(), 4);
    }

    void refreshGivesUpOnAListThatIsAllNew()
    {
        m_tester.reset(); // it asks for more by itself
        m_pages.items = makeRuns(6, 1);
        load(3);
        m_pages.items = makeRuns(1050, 1001);
        m_pages.asked.clear();
        m_model->refresh();
        QTRY_COMPARE(m_model->rowCount(), 30);
        QCOMPARE(m_pages.asked.size(), 10);
        QCOMPARE(m_model->index(0, 0).data(RunsModel::IdRole).toString(), QStringLiteral("1050"));
        m_model->fetchMore({});
        QTRY_COMPARE(m_model->rowCount(), 33);
        QCOMPARE(m_pages.asked.last(), QStringLiteral("30"));
    }

    void refreshOfAShortListRemovesWhatIsGone()
    {
        m_pages.items = makeRuns(3, 1);
        load(3);
        m_pages.items = {makeRun(QStringLiteral("2"))};
        m_model->refresh();
        QTRY_COMPARE(idsOf(*m_model), QStringLiteral("2"));
        m_pages.items.clear();
        m_model->refresh();
        QTRY_VERIFY(m_model->isKnownEmpty());
        m_pages.items = makeRuns(2, 1);
        m_model->refresh();
        QTRY_COMPARE(idsOf(*m_model), QStringLiteral("2 1"));
    }

    void aRefreshThatFailsChangesNothing()
    {
        m_tester.reset(); // it asks for more by itself
        m_pages.items = makeRuns(6, 1);
        load(3);
        m_pages.failures = {ApiError(ApiError::Kind::Network)};
        QSignalSpy failed(m_model.get(), &models::PagedModel::refreshFailed);
        m_model->refresh();
        QTRY_COMPARE(failed.size(), 1);
        QCOMPARE(m_model->loadState(), LoadState::Idle);
        QCOMPARE(m_model->rowCount(), 3);
        QVERIFY(m_model->canFetchMore({}));
    }

    void newRunsAreHeldBack()
    {
        m_pages.items = makeRuns(6, 1);
        load(6);
        QSignalSpy pending(m_model.get(), &models::PagedModel::pendingNewChanged);
        m_model->setHoldNew(true);
        m_pages.items = makeRuns(8, 1);
        m_pages.items[2] = makeRun(QStringLiteral("6"), QStringLiteral("FAILED"));
        m_model->refresh();
        QTRY_COMPARE(m_model->pendingNew(), 2);
        QCOMPARE(pending.last().first().toInt(), 2);
        QCOMPARE(idsOf(*m_model), QStringLiteral("6 5 4 3 2 1"));
        QCOMPARE(m_model->index(0, RunsModel::StatusColumn).data().toString(), QStringLiteral("Failed"));
        m_pages.items.prepend(makeRun(QStringLiteral("9")));
        m_model->refresh();
        QTRY_COMPARE(m_model->pendingNew(), 3);
        m_model->showPending();
        QCOMPARE(idsOf(*m_model), QStringLiteral("9 8 7 6 5 4 3 2 1"));
        QCOMPARE(m_model->pendingNew(), 0);
        m_pages.items.prepend(makeRun(QStringLiteral("10")));
        m_model->refresh();
        QTRY_COMPARE(m_model->pendingNew(), 1);
        m_model->setHoldNew(false);
        QCOMPARE(m_model->rowCount(), 10);
    }

    void aHundredThousandRows()
    {
        m_tester.reset(); // it reads every row at every signal
        m_pages.items.reserve(100'000);
        for (int i = 100'000; i > 0; --i) {
            flows::Run run;
            run.runId = QString::number(i);
            run.status = flows::RunStatus::Active;
            m_pages.items.append(run);
        }
        m_pages.pageSize = 100'000;
        load(100'000);
        flows::Run fresh = m_pages.items.first();
        fresh.runId = QStringLiteral("new");
        m_pages.items.prepend(fresh);
        m_pages.pageSize = 50;
        m_model->refresh();
        QTRY_COMPARE(m_model->rowCount(), 100'001);
        QCOMPARE(m_model->rowOf(QStringLiteral("1")), 100'000);
    }
};

FLOWS_TEST(tst_runsrefresh, RunsRefreshTest)
#include "tst_runsrefresh.moc"
