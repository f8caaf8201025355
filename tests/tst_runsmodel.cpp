#include "support/runsrig.h"
#include "support/testmain.h"

#include "models/words.h"

#include <QSignalSpy>
#include <QTest>

using core::ApiError;
using models::LoadState;
using models::RunsModel;
using models::StatusKind;
using testsupport::idsOf;
using testsupport::makeRun;
using testsupport::makeRuns;

class RunsModelTest final : public QObject, private testsupport::RunsRig
{
    Q_OBJECT

private Q_SLOTS:
    void init() { setUp(); }
    void cleanup() { tearDown(); }

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
};

FLOWS_TEST(tst_runsmodel, RunsModelTest)
#include "tst_runsmodel.moc"
