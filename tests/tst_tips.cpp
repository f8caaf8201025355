#include "support/pagesrig.h"
#include "support/testmain.h"

#include "models/flowsmodel.h"
#include "models/runlogmodel.h"
#include "models/runsmodel.h"
#include "widgets/pages/page.h"
#include "widgets/theme/elidedlabel.h"

#include <QAbstractItemView>
#include <QAccessible>
#include <QHeaderView>
#include <QHelpEvent>
#include <QTableView>
#include <QTest>
#include <QToolTip>

using models::RunLogModel;
using models::RunsModel;
using testsupport::PagesRig;
using widgets::PageLink;

//! Whatever is cut on the screen can be read whole, with the mouse and by ear.
class TipsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theLogsDetailIsWhole()
    {
        PagesRig rig;
        const QByteArray cause = QByteArray("word ").repeated(100) + "<b>the end<\\/b>";
        rig.logEntries =
            "{\"time\":\"2023-04-25T18:54:31.250000+00:00\",\"code\":\"ActionFailed\",\"description\":\"\","
            "\"details\":{\"state_name\":\"First\",\"state_type\":\"Action\",\"exception\":\"E\",\"cause\":\"" +
            cause + "\"}}";
        rig.window->open(PageLink::run(testsupport::rigRunId));
        auto *log = find<QTableView>(rig, "runLog");
        QTRY_COMPARE(log->model()->rowCount(), 1);
        const QString tip = tipAt(log, log->model()->index(0, RunLogModel::DetailColumn));
        QVERIFY2(tip.contains(QStringLiteral("E: word")) && tip.contains(QStringLiteral("&lt;b&gt;the end")),
                 qPrintable(tip));
        QVERIFY(!tip.contains(QStringLiteral("<b>")));
        QVERIFY(tipAt(log, log->model()->index(0, RunLogModel::TimeColumn))
                    .contains(QStringLiteral("2023-04-25 18:54:31 UTC")));
        QVERIFY(spoken(log, 0, RunLogModel::DetailColumn).contains(QStringLiteral("the end")));
        // What is there to see whole needs no tip.
        QCOMPARE(tipAt(log, log->model()->index(0, RunLogModel::StateColumn)), QString());
    }

    void aRunsCellsAreWhole()
    {
        PagesRig rig;
        rig.window->open(PageLink::runs());
        auto *runs = find<QTableView>(rig, "runsTable");
        QTRY_COMPARE(runs->model()->rowCount(), 1);
        QVERIFY(tipAt(runs, runs->model()->index(0, RunsModel::StartedColumn))
                    .contains(QStringLiteral("2023-04-25 18:54:30 UTC")));
        QCOMPARE(spoken(runs, 0, RunsModel::StartedColumn), QStringLiteral("2023-04-25 18:54:30 UTC"));
        runs->horizontalHeader()->resizeSection(RunsModel::FlowColumn, 60);
        QVERIFY(tipAt(runs, runs->model()->index(0, RunsModel::FlowColumn)).contains(QStringLiteral("&lt;img")));
        const QModelIndex status = runs->model()->index(0, RunsModel::StatusColumn);
        QCOMPARE(tipAt(runs, status), QString());
        runs->horizontalHeader()->resizeSection(RunsModel::StatusColumn, 60);
        QVERIFY(tipAt(runs, status).contains(QStringLiteral("Succeeded")));
    }

    void aCardIsWhole()
    {
        PagesRig rig;
        auto *cards = find<QAbstractItemView>(rig, "flowCards");
        QTRY_COMPARE(cards->model()->rowCount(), 1);
        rig.window->currentPage()->refresh(); // the summary is read as well
        const QModelIndex card = cards->model()->index(0, 0);
        QTRY_VERIFY(
            card.data(Qt::AccessibleDescriptionRole).toString().contains(QStringLiteral("Last run: Succeeded")));
        const QString tip = tipAt(cards, card);
        for (const char *part :
             {"Title &lt;img", "Subtitle &lt;img", "Description &lt;img", "Starter", "2023-04-25 18:54:30 UTC"})
            QVERIFY2(tip.contains(QLatin1StringView(part)), qPrintable(tip));
        QVERIFY(!tip.contains(QStringLiteral("<img")));
    }

    void theInspectorsTitleIsWhole()
    {
        PagesRig rig;
        rig.window->open(PageLink::run(testsupport::rigRunId));
        auto *title = find<widgets::ElidedLabel>(rig, "inspectorTitle");
        QTRY_VERIFY(title->isVisible());
        title->setText(QString(300, u'w'));
        QVERIFY(title->isElided());
        QHelpEvent hover(QEvent::ToolTip, QPoint(2, 2), title->mapToGlobal(QPoint(2, 2)));
        QApplication::sendEvent(title, &hover);
        QVERIFY(QToolTip::text().contains(QString(300, u'w')));
    }

private:
    template<typename Widget>
    static Widget *find(const PagesRig &rig, const char *name)
    {
        return rig.window->currentPage()->findChild<Widget *>(QLatin1StringView(name));
    }

    static QString tipAt(QAbstractItemView *view, const QModelIndex &index)
    {
        QToolTip::hideText();
        if (!QTest::qWaitFor([] { return !QToolTip::isVisible(); }))
            return QStringLiteral("an old tip stays");
        const QPoint place = view->visualRect(index).topLeft() + QPoint(4, 4);
        QHelpEvent hover(QEvent::ToolTip, place, view->viewport()->mapToGlobal(place));
        QApplication::sendEvent(view->viewport(), &hover);
        return QToolTip::isVisible() ? QToolTip::text() : QString();
    }

    //! What a screen reader reads of a cell.
    static QString spoken(QTableView *table, int row, int column)
    {
        QAccessibleInterface *whole = QAccessible::queryAccessibleInterface(table);
        QAccessibleInterface *cell = whole->tableInterface()->cellAt(row, column);
        return cell == nullptr ? QString() : cell->text(QAccessible::Name);
    }
};

FLOWS_TEST(tst_tips, TipsTest)
#include "tst_tips.moc"
