#include "support/fileaudit.h"
#include "support/pagesrig.h"
#include "support/testmain.h"

#include "core/parseaudit.h"
#include "models/runlogmodel.h"
#include "widgets/diagram/diagramview.h"
#include "widgets/form/startcontroller.h"
#include "widgets/pages/page.h"
#include "widgets/pages/runinspector.h"
#include "widgets/theme/statuschip.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QClipboard>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPointer>
#include <QPushButton>
#include <QTabWidget>
#include <QTableView>
#include <QTest>
#include <QToolButton>
#include <QTreeWidget>

using testsupport::PagesRig;
using widgets::PageLink;

namespace {

QByteArray entry(const char *time, const char *code, const char *state, const char *more)
{
    return QByteArray("{\"time\":\"2023-04-25T18:54:") + time + ".000000+00:00\",\"code\":\"" + code +
           "\",\"description\":\"<b>x<\\/b>\",\"details\":{\"state_name\":\"" + state + "\",\"state_type\":\"Pass\"," +
           more + "}}";
}

} // namespace

class PagesTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cardsOpenTheirFlow()
    {
        PagesRig rig;
        auto *cards = find<QAbstractItemView>(rig, "flowCards");
        QTRY_COMPARE(cards->model()->rowCount(), 1);
        auto *filter = find<QLineEdit>(rig, "flowFilter");
        QTest::keyClicks(filter, QStringLiteral("nothing like it"));
        QTRY_VERIFY(!cards->isVisible());
        filter->clear();
        QTRY_VERIFY(cards->isVisible());
        cards->setCurrentIndex(cards->model()->index(0, 0));
        QTest::keyClick(cards, Qt::Key_Return);
        QTRY_COMPARE(rig.window->currentLink().id, testsupport::rigFlowId);
        auto *diagram = find<widgets::DiagramView>(rig, "flowDiagram");
        QTRY_VERIFY(diagram->graph().indexOf(u"First") >= 0);
        QVERIFY(find<QPushButton>(rig, "startButton")->isEnabled());
    }

    void tabsAndHistoryAreLinks()
    {
        PagesRig rig;
        rig.window->open(PageLink::flow(testsupport::rigFlowId));
        auto *tabs = find<QTabWidget>(rig, "flowTabs");
        QTRY_VERIFY(tabs->isVisible());
        tabs->setCurrentIndex(1);
        QCOMPARE(rig.window->currentLink().value(QStringLiteral("tab")), QStringLiteral("definition"));
        rig.window->open(PageLink::runs());
        QTest::keyClick(rig.window.get(), Qt::Key_Left, Qt::AltModifier);
        QTRY_COMPARE(rig.window->currentLink().kind, PageLink::Kind::Flow);
        QCOMPARE(find<QTabWidget>(rig, "flowTabs")->currentIndex(), 1);
        QTest::keyClick(rig.window.get(), Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
        const auto copied = PageLink::fromText(QApplication::clipboard()->text());
        QVERIFY(copied);
        QVERIFY(*copied == rig.window->currentLink());
    }

    void theFilterOfRunsIsALink()
    {
        PagesRig rig;
        const PageLink failed = PageLink::runs().with(QStringLiteral("status"), QStringLiteral("FAILED"));
        rig.window->open(failed);
        auto *label = find<QLineEdit>(rig, "labelFilter");
        QTest::keyClicks(label, QStringLiteral("50 % & more"));
        QTRY_COMPARE(rig.window->currentLink().value(QStringLiteral("label")), QStringLiteral("50 % & more"));
        QCOMPARE(rig.window->currentLink().value(QStringLiteral("status")), QStringLiteral("FAILED"));
        QTRY_VERIFY(std::any_of(rig.server.requests().begin(), rig.server.requests().end(), [](const auto &request) {
            return request.queryValue(QStringLiteral("filter_label")).contains(QStringLiteral("50 % & more"));
        }));
        auto *sidebar = rig.window->findChild<QTreeWidget *>(QStringLiteral("sidebar"));
        QVERIFY(sidebar->currentItem() != nullptr && sidebar->currentItem()->parent() != nullptr);

        rig.window->open(PageLink::library());
        QTest::keyClick(rig.window.get(), Qt::Key_Left, Qt::AltModifier);
        QTRY_VERIFY(label->isVisible());
        QCOMPARE(label->text(), QStringLiteral("50 % & more"));
        rig.window->open(PageLink::runs()); // all of them
        QCOMPARE(label->text(), QString());
        QTest::qWait(400); // longer than typing lasts
        QVERIFY(rig.window->currentLink() == PageLink::runs());
    }

    void runIsShownFromItsLog()
    {
        PagesRig rig;
        rig.logEntries = entry("31", "PassStarted", "First", "\"input\":{\"a\":1}") + ',' +
                         entry("32", "PassCompleted", "First", "\"output\":{\"b\":2}") + ',' +
                         entry("33", "PassStarted", "Last", "\"input\":{\"c\":3}");
        rig.runStatus = "ACTIVE";
        rig.window->open(PageLink::run(testsupport::rigRunId));
        auto *diagram = find<widgets::DiagramView>(rig, "runDiagram");
        QTRY_VERIFY(diagram->overlay() != nullptr && diagram->overlay()->state(QStringLiteral("Last")) != nullptr);
        QCOMPARE(diagram->overlay()->state(QStringLiteral("First"))->status, widgets::RunStatusKind::Succeeded);
        QVERIFY(diagram->overlay()->state(QStringLiteral("Last"))->isCurrent);
        QCOMPARE(find<widgets::StatusChip>(rig, "runStatus")->kind(), widgets::RunStatusKind::Running);
        QVERIFY(find<QPushButton>(rig, "cancelRun")->isVisible());

        // One selection: log → diagram and inspector.
        auto *log = find<QTableView>(rig, "runLog");
        QCOMPARE(log->model()->rowCount(), 3);
        log->selectRow(1);
        QCOMPARE(diagram->selectedState(), QStringLiteral("First"));
        auto *output = find<QPlainTextEdit>(rig, "inspectorOutput");
        QTRY_VERIFY(output->toPlainText().contains(QStringLiteral("\"b\": 2")));

        // It goes on, and ends: seen without a touch, and the selection stays.
        rig.logEntries += ',' + entry("34", "PassCompleted", "Last", "\"output\":{\"d\":4}") +
                          ",{\"time\":\"2023-04-25T18:54:35.000000+00:00\",\"code\":\"FlowSucceeded\","
                          "\"description\":\"\",\"details\":{\"output\":{\"d\":4}}}";
        rig.runStatus = "SUCCEEDED";
        QTRY_COMPARE_WITH_TIMEOUT(find<widgets::StatusChip>(rig, "runStatus")->kind(),
                                  widgets::RunStatusKind::Succeeded, 15000);
        QTRY_COMPARE(log->model()->rowCount(), 5);
        QCOMPARE(diagram->selectedState(), QStringLiteral("First"));
        QVERIFY(!find<QPushButton>(rig, "cancelRun")->isVisible());
    }

    void followingARunNeitherParsesNorOpensFilesWhereItDraws()
    {
        PagesRig rig;
        rig.logEntries = entry("31", "PassStarted", "First", "\"input\":{\"a\":1}");
        rig.runStatus = "ACTIVE";
        core::resetParseAudit();
        rig.window->open(PageLink::run(testsupport::rigRunId));
        auto *chip = find<widgets::StatusChip>(rig, "runStatus");
        QTRY_COMPARE(chip->kind(), widgets::RunStatusKind::Running);
        auto *diagram = find<widgets::DiagramView>(rig, "runDiagram");
        QTRY_VERIFY(diagram->overlay() != nullptr && diagram->overlay()->state(QStringLiteral("First")) != nullptr);
        find<QTableView>(rig, "runLog")->selectRow(0);
        auto *input = find<QPlainTextEdit>(rig, "inspectorInput");
        QTRY_VERIFY(input->toPlainText().contains(QStringLiteral("\"a\": 1")));

        const testsupport::FileAudit files;
        rig.logEntries += ',' + entry("32", "PassCompleted", "First", "\"output\":{\"b\":2}");
        QTRY_COMPARE_WITH_TIMEOUT(find<QTableView>(rig, "runLog")->model()->rowCount(), 2, 15000);
        rig.logEntries += ',' + entry("33", "PassStarted", "Last", "\"input\":{\"c\":3}");
        rig.runStatus = "FAILED";
        QTRY_COMPARE_WITH_TIMEOUT(chip->kind(), widgets::RunStatusKind::Failed, 15000);
        QTRY_VERIFY(find<QLabel>(rig, "runBannerCause")->text().contains(QStringLiteral("<b>bold</b>")));
        QCOMPARE(files.opened(), QByteArrayList());
        QCOMPARE(core::parseAudit().onGuiThread, 0);
        QVERIFY(core::parseAudit().parses > 8);
        QVERIFY(QFile(QCoreApplication::applicationFilePath()).open(QIODevice::ReadOnly));
        QCOMPARE(files.opened().size(), 1); // it does see what is opened
    }

    void aRunIsAskedForOnlyWhileItIsShown()
    {
        PagesRig rig;
        rig.logEntries = entry("31", "PassStarted", "First", "\"input\":{\"a\":1}");
        rig.runStatus = "ACTIVE";
        const QString path = QStringLiteral("/runs/") + testsupport::rigRunId;
        const auto asked = [&rig, path] {
            const auto requests = rig.server.requests();
            return std::count_if(requests.begin(), requests.end(),
                                 [path](const testsupport::SeenRequest &request) { return request.path == path; });
        };
        rig.window->open(PageLink::run(testsupport::rigRunId));
        auto *chip = find<widgets::StatusChip>(rig, "runStatus");
        QTRY_COMPARE(chip->kind(), widgets::RunStatusKind::Running);
        QTRY_VERIFY(asked() >= 2);
        rig.window->open(PageLink::runs());
        QTRY_VERIFY(!chip->isVisible());
        const auto before = asked();
        QTest::qWait(2500); // two polls' time
        QVERIFY(asked() <= before + 1);
        rig.runStatus = "SUCCEEDED";
        QTest::keyClick(rig.window.get(), Qt::Key_Left, Qt::AltModifier);
        QTRY_COMPARE_WITH_TIMEOUT(chip->kind(), widgets::RunStatusKind::Succeeded, 15000);
    }

    void dialogsGoWithTheAccount()
    {
        PagesRig rig;
        rig.window->open(PageLink::flow(testsupport::rigFlowId));
        auto *start = find<QPushButton>(rig, "startButton");
        QTRY_VERIFY(start->isVisible());
        QTest::mouseClick(start, Qt::LeftButton);
        const QPointer<widgets::StartDialog> dialog = rig.window->findChild<widgets::StartDialog *>();
        QVERIFY(dialog);
        rig.window->disconnectAccount(); // the client that the dialog asks with is about to go
        QVERIFY(!dialog);
    }

    void aFailureIsAnsweredFirst()
    {
        PagesRig rig;
        rig.runStatus = "FAILED";
        rig.logEntries = entry("31", "PassStarted", "First", "\"input\":{}");
        rig.window->open(PageLink::run(testsupport::rigRunId));
        auto *title = find<QLabel>(rig, "runBannerTitle");
        QTRY_VERIFY(title->isVisible());
        QVERIFY(title->text().contains(QStringLiteral("First")));
        QVERIFY(find<QLabel>(rig, "runBannerCause")->text().startsWith(QStringLiteral("Broken: <img")));
        QTest::mouseClick(find<QPushButton>(rig, "showFailedState"), Qt::LeftButton);
        QCOMPARE(find<widgets::RunInspector>(rig, "runInspector")->stateName(), QStringLiteral("First"));
    }

    void nothingOfTheServerIsRich_data()
    {
        QTest::addColumn<PageLink>("link");
        QTest::newRow("library") << PageLink::library();
        QTest::newRow("flow") << PageLink::flow(testsupport::rigFlowId);
        QTest::newRow("runs") << PageLink::runs();
        QTest::newRow("run") << PageLink::run(testsupport::rigRunId);
    }

    void nothingOfTheServerIsRich()
    {
        QFETCH(PageLink, link);
        PagesRig rig;
        rig.runStatus = "FAILED";
        rig.logEntries = entry("31", "PassStarted", "First", "\"input\":{}");
        rig.window->open(link);
        QTRY_VERIFY(!rig.window->windowTitle().isEmpty() && rig.server.requests().size() > 1);
        QTest::qWait(300); // nothing more is waited for: what is there by now is looked at
        for (const QWidget *widget : rig.window->findChildren<QWidget *>()) {
            if (const auto *label = qobject_cast<const QLabel *>(widget);
                label != nullptr && label->text().contains(u'<'))
                QCOMPARE(label->textFormat(), Qt::PlainText);
            QVERIFY2(!widget->toolTip().contains(QStringLiteral("<img")), qPrintable(widget->toolTip()));
        }
    }

    void everythingCanBeNamed_data() { nothingOfTheServerIsRich_data(); }

    void everythingCanBeNamed()
    {
        QFETCH(PageLink, link);
        PagesRig rig;
        rig.window->open(link);
        QTRY_VERIFY(rig.server.requests().size() > 1);
        for (const QWidget *widget : rig.window->currentPage()->findChildren<QWidget *>()) {
            const bool interactive =
                qobject_cast<const QAbstractButton *>(widget) || qobject_cast<const QLineEdit *>(widget) ||
                qobject_cast<const QComboBox *>(widget) || qobject_cast<const QAbstractItemView *>(widget) ||
                qobject_cast<const QPlainTextEdit *>(widget);
            if (!interactive || !widget->isVisible() || widget->objectName().startsWith(QStringLiteral("qt_")) ||
                widget->inherits("QTabBar") || widget->inherits("QComboBoxListView") ||
                widget->inherits("QHeaderView") || widget->inherits("QTableCornerButton") ||
                (widget->parentWidget() && widget->parentWidget()->inherits("QTabBar")))
                continue;
            if (const auto *button = qobject_cast<const QAbstractButton *>(widget);
                button != nullptr && !button->text().isEmpty())
                continue; // its text is its name
            if (qobject_cast<const QLineEdit *>(widget->parentWidget()) ||
                qobject_cast<const QComboBox *>(widget->parentWidget()))
                continue; // parts of one control
            QVERIFY2(!widget->accessibleName().isEmpty(),
                     qPrintable(
                         QString(QLatin1StringView(widget->metaObject()->className()) + u' ' + widget->objectName())));
        }
    }

private:
    template<typename Widget>
    static Widget *find(const PagesRig &rig, const char *name)
    {
        return rig.window->currentPage()->findChild<Widget *>(QLatin1StringView(name));
    }
};

FLOWS_TEST(tst_pages, PagesTest)
#include "tst_pages.moc"
