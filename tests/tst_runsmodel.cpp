#include "support/fakepages.h"
#include "support/testmain.h"

#include "flows/parse.h"
#include "models/runsmodel.h"
#include "models/words.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using core::ApiError;
using models::LoadState;
using models::RunsModel;
using models::StatusKind;

namespace {

flows::Run makeRun(const QString &id, const QString &status = QStringLiteral("SUCCEEDED"))
{
    const QString text = QStringLiteral(R"({"run_id": "%1", "status": "%2", "label": "Run %1", "flow_title": "Flow",
        "flow_id": "f", "start_time": "2023-04-25T18:54:30.000000+00:00"})");
    return flows::parseRun(text.arg(id, status).toUtf8());
}

//! Runs named from `first` down to `last`: newest first.
QList<flows::Run> makeRuns(int first, int last)
{
    QList<flows::Run> runs;
    for (int i = first; i >= last; --i)
        runs.append(makeRun(QString::number(i)));
    return runs;
}

QString idsOf(const RunsModel &model)
{
    QStringList ids;
    for (int row = 0; row < model.rowCount(); ++row)
        ids.append(model.index(row, 0).data(RunsModel::IdRole).toString());
    return ids.join(u' ');
}

} // namespace

class RunsModelTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_pages = {};
        m_model = std::make_unique<RunsModel>();
        m_tester = std::make_unique<QAbstractItemModelTester>(m_model.get(),
                                                              QAbstractItemModelTester::FailureReportingMode::QtTest);
    }

    void cleanup()
    {
        m_tester.reset();
        m_model.reset();
    }

    void pagesToTheEnd()
    {
        m_tester.reset(); // it asks for more by itself
        m_pages.items = makeRuns(7, 1);
        QSignalSpy loading(m_model.get(), &models::PagedModel::loadingChanged);
        m_model->setSource(m_pages.source());
        QCOMPARE(m_model->loadState(), LoadState::Loading);
        QVERIFY(!m_model->canFetchMore({}));
        QTRY_COMPARE(idsOf(*m_model), QStringLiteral("7 6 5"));
        QCOMPARE(m_model->loadState(), LoadState::Idle);
        QCOMPARE(loading.size(), 2);
        fetch();
        QTRY_COMPARE(m_model->rowCount(), 6);
        fetch();
        QTRY_COMPARE(idsOf(*m_model), QStringLiteral("7 6 5 4 3 2 1"));
        QCOMPARE(m_model->loadState(), LoadState::Complete);
        QVERIFY(!m_model->canFetchMore({}));
        m_model->fetchMore({});
        QCOMPARE(m_pages.asked, (QStringList{QString(), QStringLiteral("3"), QStringLiteral("6")}));
        QVERIFY(!m_model->canFetchMore(m_model->index(0, 0)));
    }

    void whoeverAsksForMoreGetsEachPageOnce()
    {
        m_pages.items = makeRuns(7, 1); // the tester asks whenever something happens
        m_model->setSource(m_pages.source());
        QTRY_COMPARE(m_model->loadState(), LoadState::Complete);
        QCOMPARE(idsOf(*m_model), QStringLiteral("7 6 5 4 3 2 1"));
        QCOMPARE(m_pages.asked.size(), 3);
    }

    void whoeverAsksForMoreGetsNothingWhileItFailed()
    {
        m_pages.items = makeRuns(7, 1);
        m_pages.failures = {ApiError(ApiError::Kind::Server)};
        m_model->setSource(m_pages.source());
        QTRY_COMPARE(m_model->loadState(), LoadState::Failed);
        Q_EMIT m_model->layoutAboutToBeChanged();
        Q_EMIT m_model->layoutChanged();
        QCOMPARE(m_pages.asked.size(), 1);
        m_model->retry();
        QTRY_COMPARE(m_model->loadState(), LoadState::Complete);
        QCOMPARE(m_pages.asked.size(), 4);
    }

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

    void anEmptyListIsKnownToBeEmpty()
    {
        QVERIFY(!m_model->isKnownEmpty());
        m_model->setSource(m_pages.source());
        QVERIFY(!m_model->isKnownEmpty());
        QTRY_VERIFY(m_model->isKnownEmpty());
    }

    void aFailureWaitsForRetry()
    {
        m_tester.reset(); // it asks for more by itself
        m_pages.items = makeRuns(4, 1);
        m_pages.failures = {ApiError(ApiError::Kind::Server)};
        QSignalSpy failed(m_model.get(), &models::PagedModel::loadFailed);
        m_model->setSource(m_pages.source());
        QTRY_COMPARE(m_model->loadState(), LoadState::Failed);
        QCOMPARE(failed.size(), 1);
        QCOMPARE(m_model->error()->kind, ApiError::Kind::Server);
        QVERIFY(!m_model->canFetchMore({}));
        m_model->fetchMore({});
        QCOMPARE(m_pages.asked.size(), 1);
        m_model->retry();
        QTRY_COMPARE(m_model->rowCount(), 3);
        m_pages.failures = {ApiError(ApiError::Kind::Timeout)};
        m_model->fetchMore({});
        QTRY_COMPARE(m_model->loadState(), LoadState::Failed);
        QCOMPARE(m_model->rowCount(), 3);
        m_model->retry();
        QTRY_COMPARE(m_model->loadState(), LoadState::Complete);
        QCOMPARE(m_model->rowCount(), 4);
        QCOMPARE(m_pages.asked.last(), QStringLiteral("3"));
        m_model->retry();
        QCOMPARE(m_pages.asked.size(), 4);
    }

    void anEmptyPageInTheMiddleIsPassed()
    {
        m_tester.reset(); // it asks for more by itself
        int asked = 0;
        m_model->setSource([&asked](const QString &) {
            ++asked;
            flows::Page<flows::Run> page;
            if (asked != 2)
                page.items = {makeRun(QString::number(asked))};
            page.hasNextPage = asked < 3;
            page.marker = QString::number(asked);
            return core::readyFuture(page);
        });
        QTRY_COMPARE(m_model->rowCount(), 1);
        m_model->fetchMore({});
        QTRY_COMPARE(idsOf(*m_model), QStringLiteral("1 3"));
        QCOMPARE(m_model->loadState(), LoadState::Complete);
    }

    void aMarkerThatLoopsEndsInFailure()
    {
        m_pages.items = makeRuns(3, 1);
        m_pages.loops = true;
        m_model->setSource(m_pages.source());
        QTRY_COMPARE(m_model->rowCount(), 3);
        m_model->fetchMore({});
        QTRY_COMPARE(m_model->loadState(), LoadState::Failed);
        QCOMPARE(m_model->error()->kind, ApiError::Kind::BadResponse);
        QCOMPARE(m_model->rowCount(), 3);
        QCOMPARE(m_pages.asked.size(), 2);
    }

    void aNewQueryDropsLateAnswers()
    {
        m_pages.items = makeRuns(3, 1);
        m_pages.atOnce = false;
        m_model->setSource(m_pages.source());
        testsupport::FakePages<flows::Run> other;
        other.items = {makeRun(QStringLiteral("other"))};
        m_model->setSource(other.source());
        m_pages.answer();
        QTRY_COMPARE(m_model->loadState(), LoadState::Complete);
        QTest::qWait(0);
        QCOMPARE(idsOf(*m_model), QStringLiteral("other"));
        m_model->setSource({});
        QCOMPARE(m_model->rowCount(), 0);
        QCOMPARE(m_model->loadState(), LoadState::Idle);
        m_model->refresh();
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

    void oneRunIsUpdated()
    {
        m_pages.items = makeRuns(3, 1);
        load(3);
        QVERIFY(m_model->update(makeRun(QStringLiteral("2"), QStringLiteral("ACTIVE"))));
        QVERIFY(!m_model->update(makeRun(QStringLiteral("99"))));
        QCOMPARE(m_model->run(1).status, flows::RunStatus::Active);
        QCOMPARE(m_model->rowOf(QStringLiteral("2")), 1);
        QCOMPARE(m_model->rowOf(QStringLiteral("99")), -1);
        QVERIFY(m_model->run(77).runId.isEmpty());
    }

    void whatIsShown()
    {
        m_pages.items = {makeRun(QStringLiteral("1"), QStringLiteral("ACTIVE")), makeRun(QStringLiteral("2"))};
        load(2);
        const QDateTime start = m_model->run(0).startTime;
        QSignalSpy changed(m_model.get(), &QAbstractItemModel::dataChanged);
        m_model->tick(start.addSecs(200));
        QCOMPARE(changed.size(), 1);
        const auto shown = [this](RunsModel::Column column) { return m_model->index(0, column).data().toString(); };
        QCOMPARE(shown(RunsModel::LabelColumn), QStringLiteral("Run 1"));
        QCOMPARE(shown(RunsModel::FlowColumn), QStringLiteral("Flow"));
        QCOMPARE(shown(RunsModel::StatusColumn), QStringLiteral("Running"));
        QCOMPARE(shown(RunsModel::StartedColumn), models::timeWords(start));
        QCOMPARE(shown(RunsModel::DurationColumn), QStringLiteral("3 m 20 s"));
        QCOMPARE(m_model->index(0, RunsModel::DurationColumn).data(RunsModel::SortRole).toLongLong(), 200'000);
        QCOMPARE(m_model->index(0, 0).data(RunsModel::StatusKindRole).value<StatusKind>(), StatusKind::Running);
        QCOMPARE(m_model->index(0, 0).data(RunsModel::StartTimeRole).toDateTime(), start);
        for (int column = 0; column < RunsModel::ColumnCount; ++column)
            QVERIFY(!m_model->headerData(column, Qt::Horizontal, Qt::DisplayRole).toString().isEmpty());
        QCOMPARE(m_model->roleNames().value(RunsModel::StatusKindRole), QByteArray("StatusKindRole"));
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

private:
    void fetch()
    {
        QVERIFY(m_model->canFetchMore({}));
        m_model->fetchMore({});
    }

    void load(int rows)
    {
        m_model->setSource(m_pages.source());
        while (m_model->rowCount() < rows) {
            QTRY_VERIFY(m_model->loadState() != LoadState::Loading);
            if (m_model->rowCount() < rows)
                fetch();
        }
        QTRY_VERIFY(m_model->loadState() != LoadState::Loading);
        QCOMPARE(m_model->rowCount(), rows);
    }

    testsupport::FakePages<flows::Run> m_pages;
    std::unique_ptr<RunsModel> m_model;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
};

FLOWS_TEST(tst_runsmodel, RunsModelTest)
#include "tst_runsmodel.moc"
