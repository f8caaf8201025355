#include "support/pagesrig.h"
#include "support/testmain.h"

#include "widgets/form/inputmenu.h"
#include "widgets/form/startcontroller.h"
#include "widgets/pages/page.h"

#include <QAbstractItemView>
#include <QAction>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPointer>
#include <QPushButton>
#include <QTest>
#include <QToolButton>

using testsupport::PagesRig;
using widgets::PageLink;
using widgets::StartDialog;

//! What a Start dialog begins with: what was typed last, or the input of the run that is started again.
class StartAgainTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aClosedDialogComesBackAsItWas()
    {
        PagesRig rig;
        const QPointer<StartDialog> first = startFromFlow(rig);
        QVERIFY(first);
        QTest::keyClicks(find<QLineEdit>(first, "label"), QStringLiteral("my label"));
        QTest::keyClicks(find<QLineEdit>(first, "tags"), QStringLiteral("a, b"));
        QTest::mouseClick(find<QToolButton>(first, "jsonMode"), Qt::LeftButton);
        find<QPlainTextEdit>(first, "json")->setPlainText(QStringLiteral("{\"half\": "));
        first->close();
        QTRY_VERIFY(!first);

        const QPointer<StartDialog> second = startFromFlow(rig);
        QVERIFY(second);
        QCOMPARE(find<QLineEdit>(second, "label")->text(), QStringLiteral("my label"));
        QCOMPARE(find<QLineEdit>(second, "tags")->text(), QStringLiteral("a, b"));
        QCOMPARE(find<QPlainTextEdit>(second, "json")->toPlainText(), QStringLiteral("{\"half\": "));
        QVERIFY(find<QPlainTextEdit>(second, "json")->isVisible());
    }

    void startAgainFillsInThatRunsInput()
    {
        PagesRig rig;
        openRun(rig, "{\"sample\":\"NaCl\",\"energy\":12.5}");
        const QPointer<StartDialog> dialog = startAgain(rig);
        QVERIFY(dialog);
        QTRY_COMPARE(core::toBytes(dialog->request().body), R"({"sample":"NaCl","energy":12.5})");
    }

    void startAgainComesBeforeWhatWasTypedLast()
    {
        PagesRig rig;
        const QPointer<StartDialog> first = startFromFlow(rig);
        QVERIFY(first);
        first->setInput(*core::parseJson("{\"typed\":1}").value);
        first->close();
        QTRY_VERIFY(!first);
        openRun(rig, "{\"sample\":\"NaCl\"}");
        const QPointer<StartDialog> second = startAgain(rig);
        QVERIFY(second);
        QTRY_COMPARE(core::toBytes(second->request().body), R"({"sample":"NaCl"})");
        QAction *typed = offer(second, QStringLiteral("What was typed last"));
        QVERIFY(typed);
        typed->trigger();
        QTRY_COMPARE(core::toBytes(second->request().body), R"({"typed":1})");
    }

    void startAgainNeverWritesOverWhatIsBeingTyped()
    {
        PagesRig rig;
        const QPointer<StartDialog> dialog = startFromFlow(rig);
        QVERIFY(dialog);
        dialog->setInput(*core::parseJson("{\"typed\":1}").value);
        openRun(rig, "{\"sample\":\"NaCl\"}");
        QCOMPARE(startAgain(rig), dialog.data());
        QVERIFY(find<QLabel>(dialog, "message")->isVisible());
        QCOMPARE(core::toBytes(dialog->request().body), R"({"typed":1})");
        QAction *own = offer(dialog, QStringLiteral("The run's input"));
        QVERIFY(own);
        own->trigger();
        QTRY_COMPARE(core::toBytes(dialog->request().body), R"({"sample":"NaCl"})");
    }

    void anInputThatCanNotBeKeptIsNotFilledIn()
    {
        PagesRig rig;
        openRun(rig, "{\"id\":123456789012345678901}");
        const QPointer<StartDialog> dialog = startAgain(rig);
        QVERIFY(dialog);
        auto *message = find<QLabel>(dialog, "message");
        QTRY_VERIFY(message->isVisible() && message->text().contains(QStringLiteral("123456789012345678901")));
        QCOMPARE(core::toBytes(dialog->request().body), "{}");
    }

private:
    static void openRun(PagesRig &rig, const QByteArray &input)
    {
        rig.logEntries = "{\"time\":\"2023-04-25T18:54:31.000000+00:00\",\"code\":\"FlowStarted\",\"description\":\"\","
                         "\"details\":{\"input\":" +
                         input +
                         "}},{\"time\":\"2023-04-25T18:54:35.000000+00:00\",\"code\":\"FlowSucceeded\","
                         "\"description\":\"\",\"details\":{\"output\":{}}}";
        rig.window->open(PageLink::run(testsupport::rigRunId));
        auto *log = rig.window->currentPage()->findChild<QAbstractItemView *>(QStringLiteral("runLog"));
        QTRY_COMPARE(log->model()->rowCount(), 2);
    }

    static StartDialog *startFromFlow(PagesRig &rig)
    {
        rig.window->open(PageLink::flow(testsupport::rigFlowId));
        auto *start = rig.window->currentPage()->findChild<QPushButton *>(QStringLiteral("startButton"));
        if (!QTest::qWaitFor([start] { return start->isVisible(); }))
            return nullptr;
        QTest::mouseClick(start, Qt::LeftButton);
        return rig.window->findChild<StartDialog *>();
    }

    static StartDialog *startAgain(PagesRig &rig)
    {
        auto *again = rig.window->currentPage()->findChild<QPushButton *>(QStringLiteral("startAgain"));
        QTest::mouseClick(again, Qt::LeftButton); // asks for the flow first
        const auto dialog = [&rig] { return rig.window->findChild<StartDialog *>(); };
        const auto offered = [&dialog] {
            return dialog() != nullptr && offer(dialog(), QStringLiteral("The run's input")) != nullptr;
        };
        return QTest::qWaitFor(offered) ? dialog() : nullptr;
    }

    static QAction *offer(const StartDialog *dialog, const QString &name)
    {
        for (QAction *action : dialog->findChild<widgets::InputMenu *>()->actions()) {
            if (action->text() == name)
                return action;
        }
        return nullptr;
    }

    template<typename Widget>
    static Widget *find(const StartDialog *dialog, const char *name)
    {
        return dialog->findChild<Widget *>(QLatin1StringView(name));
    }
};

FLOWS_TEST(tst_startagain, StartAgainTest)
#include "tst_startagain.moc"
