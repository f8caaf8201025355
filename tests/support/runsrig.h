#pragma once

#include "support/fakepages.h"

#include "flows/parse.h"
#include "models/runsmodel.h"

#include <QAbstractItemModelTester>
#include <QTest>

#include <memory>

namespace testsupport {

inline flows::Run makeRun(const QString &id, const QString &status = QStringLiteral("SUCCEEDED"))
{
    const QString text = QStringLiteral(R"({"run_id": "%1", "status": "%2", "label": "Run %1", "flow_title": "Flow",
        "flow_id": "f", "start_time": "2023-04-25T18:54:30.000000+00:00"})");
    return flows::parseRun(text.arg(id, status).toUtf8());
}

//! Runs named from `first` down to `last`: newest first.
inline QList<flows::Run> makeRuns(int first, int last)
{
    QList<flows::Run> runs;
    for (int i = first; i >= last; --i)
        runs.append(makeRun(QString::number(i)));
    return runs;
}

inline QString idsOf(const models::RunsModel &model)
{
    QStringList ids;
    for (int row = 0; row < model.rowCount(); ++row)
        ids.append(model.index(row, 0).data(models::RunsModel::IdRole).toString());
    return ids.join(u' ');
}

//! A model of runs over pages that a test fills, watched by Qt's tester. Base of test classes.
class RunsRig
{
protected:
    void setUp()
    {
        m_pages = {};
        m_model = std::make_unique<models::RunsModel>();
        m_tester = std::make_unique<QAbstractItemModelTester>(m_model.get(),
                                                              QAbstractItemModelTester::FailureReportingMode::QtTest);
    }

    void tearDown()
    {
        m_tester.reset();
        m_model.reset();
    }

    void fetch()
    {
        QVERIFY(m_model->canFetchMore({}));
        m_model->fetchMore({});
    }

    void load(int rows)
    {
        m_model->setSource(m_pages.source());
        while (m_model->rowCount() < rows) {
            QTRY_VERIFY(m_model->loadState() != models::LoadState::Loading);
            if (m_model->rowCount() < rows)
                fetch();
        }
        QTRY_VERIFY(m_model->loadState() != models::LoadState::Loading);
        QCOMPARE(m_model->rowCount(), rows);
    }

    FakePages<flows::Run> m_pages;
    std::unique_ptr<models::RunsModel> m_model;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
};

} // namespace testsupport
