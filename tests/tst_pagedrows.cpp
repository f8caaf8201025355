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
