#include "support/fakepages.h"
#include "support/testmain.h"

#include "flows/parse.h"
#include "models/runsmodel.h"

#include <QSignalSpy>
#include <QTest>

using core::ApiError;
using models::LoadState;
using models::RunsModel;

//! What becomes of a list of pages when one of them does not come.
class PagedRowsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_pages = {};
        for (int i = 9; i > 0; --i)
            m_pages.items.append(
                flows::parseRun(QStringLiteral(R"({"run_id": "%1", "status": "ACTIVE"})").arg(i).toUtf8()));
        m_model = std::make_unique<RunsModel>();
        m_model->setSource(m_pages.source());
        QTRY_COMPARE(m_model->loadState(), LoadState::Idle);
    }

    void cleanup() { m_model.reset(); }

    void aLaterPageThatFailedComesWithTheNextRefresh()
    {
        failTheNextPage();
        QVERIFY(!m_model->canFetchMore({}));
        m_model->refresh();
        QTRY_COMPARE(m_model->rowCount(), 6);
        QTRY_COMPARE(m_model->loadState(), LoadState::Idle);
        m_model->fetchMore({});
        QTRY_COMPARE(m_model->rowCount(), 9);
        QCOMPARE(m_model->loadState(), LoadState::Complete);
    }

    void itIsAskedForOnceAtATime()
    {
        failTheNextPage();
        m_pages.atOnce = false;
        m_pages.asked.clear();
        m_model->refresh();
        m_model->refresh();
        QCOMPARE(m_pages.asked, (QStringList{QStringLiteral("3"), QString()}));
        QCOMPARE(m_model->loadState(), LoadState::Loading);
        m_pages.failures = {ApiError(ApiError::Kind::Network)};
        QSignalSpy refreshed(m_model.get(), &models::PagedModel::refreshed);
        m_pages.answer();
        m_pages.answer();
        QTRY_COMPARE(m_model->loadState(), LoadState::Failed);
        QTRY_COMPARE(refreshed.size(), 1);
        QCOMPARE(m_model->rowCount(), 3);
    }

    void aListWithoutRowsStaysFailedWhileATimerAsks()
    {
        m_pages.atOnce = false;
        m_model->setSource(m_pages.source());
        m_pages.failures = {ApiError(ApiError::Kind::Network)};
        m_pages.answer();
        QTRY_COMPARE(m_model->loadState(), LoadState::Failed);
        QSignalSpy states(m_model.get(), &models::PagedModel::loadStateChanged);
        QSignalSpy failed(m_model.get(), &models::PagedModel::loadFailed);
        m_pages.asked.clear();
        m_model->poll();
        m_model->poll(); // one at a time
        QCOMPARE(m_pages.asked, QStringList{QString()});
        QCOMPARE(m_model->loadState(), LoadState::Failed);
        m_pages.failures = {ApiError(ApiError::Kind::Server)};
        m_pages.answer();
        QTRY_COMPARE(failed.size(), 1); // another reason, for the face
        QCOMPARE(m_model->error()->kind, ApiError::Kind::Server);
        m_model->poll();
        m_pages.answer();
        QTRY_COMPARE(m_model->rowCount(), 3);
        QCOMPARE(states.size(), 1);
        QCOMPARE(m_model->loadState(), LoadState::Idle);
    }

    void aServiceThatAsksForTimeIsLeftAlone()
    {
        ApiError error(ApiError::Kind::RateLimited);
        error.retryAfter = std::chrono::seconds(120);
        QSignalSpy failed(m_model.get(), &models::PagedModel::refreshFailed);
        m_pages.failures = {error};
        m_model->poll();
        QTRY_COMPARE(failed.size(), 1);
        m_pages.asked.clear();
        m_model->poll();
        QVERIFY(m_pages.asked.isEmpty());
        m_model->refresh(); // a person asks
        QCOMPARE(m_pages.asked.size(), 1);
    }

    void whatIsRefusedIsSeldomAskedForAndTheRestGoesOn()
    {
        m_pages.failures = {ApiError(ApiError::Kind::Forbidden)};
        m_model->fetchMore({});
        QTRY_COMPARE(m_model->loadState(), LoadState::Failed);
        m_pages.asked.clear();
        m_model->poll();
        QCOMPARE(m_pages.asked, QStringList{QString()}); // the beginning alone
        m_model->retry();
        QTRY_COMPARE(m_model->rowCount(), 6);
    }

    void moreRowsThanAPageHoldsVanishAtOnce()
    {
        for (int rows = 6; rows <= 9; rows += 3) {
            m_model->fetchMore({});
            QTRY_COMPARE(m_model->rowCount(), rows);
        }
        m_pages.items.remove(0, 5);
        m_pages.items.append(flows::parseRun(R"({"run_id": "0", "status": "ACTIVE"})"));
        m_model->refresh();
        QTRY_COMPARE(m_model->rowCount(), 4);
        QCOMPARE(m_model->rowOf(QStringLiteral("4")), 0);
        QCOMPARE(m_model->freshRows(), 3);
    }

private:
    void failTheNextPage()
    {
        m_pages.failures = {ApiError(ApiError::Kind::Server)};
        m_model->fetchMore({});
        QTRY_COMPARE(m_model->loadState(), LoadState::Failed);
        QCOMPARE(m_model->rowCount(), 3);
    }

    testsupport::FakePages<flows::Run> m_pages;
    std::unique_ptr<RunsModel> m_model;
};

FLOWS_TEST(tst_pagedrows, PagedRowsTest)
#include "tst_pagedrows.moc"
