#include "support/logentries.h"
#include "support/testmain.h"

#include "models/runlogmodel.h"
#include "models/words.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using models::RunLogModel;

class RunLogModelTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsShown()
    {
        RunLogModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.append(testsupport::logEntries({
            QStringLiteral("0 FlowStarted"),
            QStringLiteral(
                "1.5 ActionFailed Copy \"exception\": \"E\", \"cause\": \"no\\nspace\", \"state_type\": \"Action\""),
        }));
        QCOMPARE(model.rowCount(), 2);
        const auto shown = [&model](int row, RunLogModel::Column column) {
            return model.index(row, column).data().toString();
        };
        QCOMPARE(shown(0, RunLogModel::EventColumn), QStringLiteral("Flow started"));
        QCOMPARE(shown(0, RunLogModel::DetailColumn), QStringLiteral("about FlowStarted"));
        QCOMPARE(shown(1, RunLogModel::EventColumn), QStringLiteral("Action failed"));
        QCOMPARE(shown(1, RunLogModel::StateColumn), QStringLiteral("Copy"));
        QCOMPARE(shown(1, RunLogModel::DetailColumn), QStringLiteral("E: no space"));
        QVERIFY(shown(1, RunLogModel::TimeColumn).endsWith(QLatin1String(":01.5")));
        const auto whole = [&model](RunLogModel::Column column) {
            return model.index(1, column).data(Qt::AccessibleTextRole).toString();
        };
        QCOMPARE(whole(RunLogModel::DetailColumn), QStringLiteral("E: no\nspace"));
        QCOMPARE(whole(RunLogModel::TimeColumn), models::exactTime(model.entry(1).time));
        QCOMPARE(whole(RunLogModel::EventColumn), QString());
        QCOMPARE(model.index(1, 0).data(RunLogModel::CodeRole).toString(), QStringLiteral("ActionFailed"));
        QCOMPARE(model.index(1, 0).data(RunLogModel::EntryRole).toInt(), 1);
        QCOMPARE(model.index(1, 0).data(RunLogModel::StateTypeRole).toString(), QStringLiteral("Action"));
        QCOMPARE(model.index(1, 0).data(RunLogModel::CauseRole).toString(), QStringLiteral("no\nspace"));
        QVERIFY(model.index(1, 0).data(RunLogModel::DetailsBytesRole).toByteArray().startsWith("{\"state_name\""));
        QVERIFY(model.entry(9).code.isEmpty());
        QCOMPARE(model.entry(1).stateName, QStringLiteral("Copy"));
        QCOMPARE(models::eventWords(QStringLiteral("AwaitWebInputStarted")), QStringLiteral("Await web input started"));
        QCOMPARE(models::eventWords(QString()), QString());
        for (int column = 0; column < RunLogModel::ColumnCount; ++column)
            QVERIFY(!model.headerData(column, Qt::Horizontal, Qt::DisplayRole).toString().isEmpty());
    }

    void itOnlyGrows()
    {
        RunLogModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        const auto entries = testsupport::logEntries({QStringLiteral("0 FlowStarted"), QStringLiteral("1 X A")});
        QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
        model.append(entries);
        model.append({});
        model.append(entries);
        QCOMPARE(inserted.size(), 2);
        QCOMPARE(inserted[1][1].toInt(), 2);
        QCOMPARE(inserted[1][2].toInt(), 3);
        model.clear();
        QCOMPARE(model.rowCount(), 0);
    }

    void fiftyThousandEntries()
    {
        RunLogModel model;
        const auto entries = testsupport::logEntries({QStringLiteral("0 FlowStarted"), QStringLiteral("1 X A")});
        const auto *before = &model.entries();
        for (int i = 0; i < 25'000; ++i)
            model.append(entries);
        QCOMPARE(model.rowCount(), 50'000);
        QCOMPARE(before, &model.entries());
        QCOMPARE(model.index(49'999, RunLogModel::StateColumn).data().toString(), QStringLiteral("A"));
    }
};

FLOWS_TEST(tst_runlogmodel, RunLogModelTest)
#include "tst_runlogmodel.moc"
