#include "support/pagesrig.h"
#include "support/testmain.h"

#include "widgets/pages/page.h"
#include "widgets/theme/emptystate.h"
#include "widgets/theme/statuschip.h"

#include <QAbstractItemView>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTest>
#include <QTimer>
#include <QToolButton>

using namespace std::chrono_literals;
using testsupport::Answer;
using testsupport::PagesRig;
using widgets::PageLink;

//! A service in each kind of trouble: the window stays alive, says what happened and what to do, and recovers.
class TroublesTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyPageSaysItAndRecovers_data()
    {
        QTest::addColumn<Answer>("answer");
        QTest::addColumn<QString>("says");
        const QByteArray shaped = "{\"error\":{\"code\":\"FORBIDDEN\",\"detail\":\"<b>no<\\/b>\"}}";
        QTest::newRow("slow") << Answer::silence() << QStringLiteral("in time");
        QTest::newRow("HTML") << Answer::html(200) << QStringLiteral("understood");
        QTest::newRow("half a reply") << Answer::halfBody() << QStringLiteral("reached");
        QTest::newRow("closed") << Answer::closed() << QStringLiteral("reached");
        QTest::newRow("401") << Answer::json(401, "{}") << QStringLiteral("sign-in");
        QTest::newRow("403") << Answer::json(403, shaped) << QStringLiteral("not allowed");
        QTest::newRow("404") << Answer::json(404, "{}") << QStringLiteral("exist");
        QTest::newRow("429") << Answer::json(429, "{}").with("Retry-After", "600") << QStringLiteral("pause");
        QTest::newRow("500") << Answer::json(500, "{}") << QStringLiteral("problem of its own");
        QTest::newRow("malformed JSON") << Answer::json(200, "{\"flows\": [") << QStringLiteral("understood");
        QTest::newRow("another document") << Answer::json(200, "{\"x\": 1}") << QStringLiteral("understood");
    }

    void everyPageSaysItAndRecovers()
    {
        QFETCH(Answer, answer);
        QFETCH(QString, says);
        struct Place
        {
            PageLink link;
            const char *face;
            const char *content;
        };
        const Place places[] = {{PageLink::library(), "libraryFace", "flowCards"},
                                {PageLink::flow(testsupport::rigFlowId), "flowFace", "flowDiagram"},
                                {PageLink::runs(), "runsFace", "runsTable"},
                                {PageLink::run(testsupport::rigRunId), "runFace", "runDiagram"}};
        for (const Place &place : places) {
            PagesRig rig;
            rig.breakWith(answer);
            int beats = 0; // the event loop goes on meanwhile
            QTimer heart;
            connect(&heart, &QTimer::timeout, this, [&beats] { ++beats; });
            heart.start(5ms);
            if (place.link.kind == PageLink::Kind::Library)
                rig.window->currentPage()->refresh();
            rig.window->open(place.link);

            auto *face = rig.window->currentPage()->findChild<widgets::EmptyState *>(QLatin1StringView(place.face));
            QVERIFY2(face, place.face);
            QTRY_VERIFY2_WITH_TIMEOUT(face->isVisible() && face->text().contains(says), qPrintable(face->text()),
                                      15000);
            QVERIFY(!face->title().isEmpty());
            QVERIFY(face->button()->isVisible());
            QVERIFY(beats > 0);

            rig.heal();
            QTest::mouseClick(face->button(), Qt::LeftButton);
            auto *content = rig.window->currentPage()->findChild<QWidget *>(QLatin1StringView(place.content));
            QTRY_VERIFY2_WITH_TIMEOUT(content->isVisible() && !face->isVisible(), place.content, 15000);
        }
    }

    void unreachable()
    {
        PagesRig rig;
        rig.server.stop();
        rig.window->open(PageLink::runs());
        auto *face = rig.window->currentPage()->findChild<widgets::EmptyState *>(QStringLiteral("runsFace"));
        QTRY_VERIFY(face->isVisible() && face->text().contains(QStringLiteral("reached")));
        QVERIFY(face->button()->isVisible());
    }

    void whatIsShownStaysWhenARefreshFails()
    {
        PagesRig rig;
        auto *cards = rig.window->currentPage()->findChild<QAbstractItemView *>(QStringLiteral("flowCards"));
        QTRY_COMPARE(cards->model()->rowCount(), 1);
        rig.breakWith(Answer::json(500, "{}"));
        rig.window->currentPage()->refresh();
        QTRY_VERIFY(rig.window->messageBar()->isVisible());
        QVERIFY(rig.window->messageBar()->text().contains(QStringLiteral("problem of its own")));
        QCOMPARE(cards->model()->rowCount(), 1);
        QVERIFY(cards->isVisible());
    }

    void aTroubleThatLastsCanBeReadAndDismissed()
    {
        PagesRig rig;
        const Runs runs(rig);
        QTRY_COMPARE(runs.table->model()->rowCount(), 1);
        rig.breakWith(Answer::json(500, "{\"debug_id\": \"one\"}"));
        runs.refreshAndWait();
        QTRY_VERIFY(runs.bar->isVisible());
        QCOMPARE(runs.bar->accessibleName(), runs.bar->text());
        auto *details = runs.bar->findChild<QPlainTextEdit *>();
        QTest::mouseClick(runs.bar->findChild<QToolButton *>(QStringLiteral("messageDetails")), Qt::LeftButton);
        QVERIFY(details->isVisible());
        const QString read = details->toPlainText();
        rig.breakWith(Answer::json(500, "{\"debug_id\": \"two\"}")); // every poll has another id
        runs.refreshAndWait();
        QVERIFY(details->isVisible());
        QCOMPARE(details->toPlainText(), read);

        QTest::mouseClick(runs.bar->findChild<QToolButton *>(QStringLiteral("messageClose")), Qt::LeftButton);
        runs.refreshAndWait();
        QVERIFY(!runs.bar->isVisible());
        QTest::keyClick(rig.window.get(), Qt::Key_F5); // who asks gets an answer
        QTRY_VERIFY(runs.bar->isVisible());
    }

    void aTroubleThatIsOverIsTakenBack()
    {
        PagesRig rig;
        const Runs runs(rig);
        QTRY_COMPARE(runs.table->model()->rowCount(), 1);
        for (int i = 0; i < 2; ++i) { // and is told again when it comes again
            rig.breakWith(Answer::json(500, "{}"));
            runs.refreshAndWait();
            QTRY_VERIFY(runs.bar->isVisible());
            rig.heal();
            if (i == 0)
                rig.window->currentPage()->refresh(); // as the poll does
            else
                QTest::mouseClick(runs.bar->findChild<QPushButton *>(QStringLiteral("messageButton")), Qt::LeftButton);
            QTRY_VERIFY(!runs.bar->isVisible());
        }
        rig.breakWith(Answer::json(500, "{}"));
        runs.refreshAndWait();
        QTRY_VERIFY(runs.bar->isVisible());
        rig.heal();
        rig.window->open(PageLink::library()); // nobody sees those runs any more
        QVERIFY(!runs.bar->isVisible());
    }

    void otherMessagesStay()
    {
        PagesRig rig;
        const Runs runs(rig);
        QTRY_COMPARE(runs.table->model()->rowCount(), 1);
        rig.breakWith(Answer::json(500, "{}"));
        runs.refreshAndWait();
        QTRY_VERIFY(runs.bar->isVisible());
        Q_EMIT rig.window->currentPage()->problem(QStringLiteral("Something else."), {});
        runs.refreshAndWait();
        QCOMPARE(runs.bar->text(), QStringLiteral("Something else."));
        rig.heal();
        runs.refreshAndWait();
        QTest::qWait(50);
        QCOMPARE(runs.bar->text(), QStringLiteral("Something else."));
        QVERIFY(!runs.bar->findChild<QPushButton *>(QStringLiteral("messageButton"))->isVisible());
    }

    void aLaterPageThatDoesNotComeIsToldAndComes()
    {
        PagesRig rig;
        bool broken = true;
        rig.server.setHandler([&broken](const testsupport::SeenRequest &request) -> std::optional<Answer> {
            const bool first = request.queryValue(QStringLiteral("marker")).isEmpty();
            if (broken && !first)
                return Answer::json(500, "{}");
            QByteArray runs;
            for (int i = 0; i < 40; ++i)
                runs += (i > 0 ? "," : "") + QByteArray("{\"run_id\":\"") + (first ? "a" : "b") +
                        QByteArray::number(i) + "\",\"status\":\"SUCCEEDED\"}";
            return Answer::json(200,
                                "{\"runs\":[" + runs + "],\"flows\":[]," +
                                    (first ? "\"has_next_page\":true,\"marker\":\"m\"}" : "\"has_next_page\":false}"));
        });
        const Runs runs(rig);
        QTRY_COMPARE(runs.table->model()->rowCount(), 40);
        runs.table->scrollToBottom();
        QTRY_VERIFY(runs.bar->isVisible());
        QVERIFY2(runs.bar->text().startsWith(QStringLiteral("More runs could not be loaded.")),
                 qPrintable(runs.bar->text()));
        rig.window->currentPage()->refresh();
        QTest::qWait(100);
        QVERIFY(runs.bar->isVisible()); // the beginning is well, the rest is not
        broken = false;
        rig.window->currentPage()->refresh();
        QTRY_COMPARE(runs.table->model()->rowCount(), 80);
        QTRY_VERIFY(!runs.bar->isVisible());
    }

    void aRunGoesOnByItself()
    {
        PagesRig rig;
        rig.runStatus = "ACTIVE";
        rig.window->open(PageLink::run(testsupport::rigRunId));
        auto *chip = rig.window->currentPage()->findChild<widgets::StatusChip *>(QStringLiteral("runStatus"));
        QTRY_COMPARE(chip->kind(), widgets::RunStatusKind::Running);
        rig.breakWith(Answer::json(500, "{}"));
        QTRY_VERIFY(rig.window->messageBar()->isVisible());
        QVERIFY(rig.window->messageBar()->text().contains(QStringLiteral("may be old")));
        rig.heal();
        rig.runStatus = "SUCCEEDED";
        QTRY_COMPARE_WITH_TIMEOUT(chip->kind(), widgets::RunStatusKind::Succeeded, 15000);
        QTRY_VERIFY(!rig.window->messageBar()->isVisible());
    }

    void aCancelOfWhichNobodyKnows_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QString>("says");
        QTest::newRow("a gateway gave up") << 504 << QStringLiteral("not known");
        QTest::newRow("refused") << 403 << QStringLiteral("was not cancelled");
    }
    void aCancelOfWhichNobodyKnows()
    {
        QFETCH(int, status);
        QFETCH(QString, says);
        PagesRig rig;
        rig.runStatus = "ACTIVE";
        rig.window->open(PageLink::run(testsupport::rigRunId));
        auto *cancel = rig.window->currentPage()->findChild<QPushButton *>(QStringLiteral("cancelRun"));
        QTRY_VERIFY(cancel->isVisible());
        QStringList told;
        connect(rig.window->currentPage(), &widgets::Page::problem, this,
                [&told](const QString &text) { told.append(text); });
        rig.breakWith(Answer::json(status, "{}"));
        QTest::mouseClick(cancel, Qt::LeftButton);
        QTRY_COMPARE(told.size(), 1);
        QVERIFY2(told.first().contains(says), qPrintable(told.first()));
    }

private:
    //! The page of runs, opened.
    struct Runs
    {
        explicit Runs(PagesRig &pagesRig)
            : rig(pagesRig)
        {
            rig.window->open(PageLink::runs());
            table = rig.window->currentPage()->findChild<QAbstractItemView *>(QStringLiteral("runsTable"));
            bar = rig.window->messageBar();
        }
        //! Asks as the poll does, and lets the answer come.
        void refreshAndWait() const
        {
            const widgets::Page *page = rig.window->currentPage();
            bool told = false;
            const auto note = [&told] { told = true; };
            QObject scope;
            QObject::connect(page, &widgets::Page::troubleChanged, &scope, note);
            QObject::connect(page, &widgets::Page::polled, &scope, note);
            rig.window->currentPage()->refresh();
            QTRY_VERIFY(told);
        }

        PagesRig &rig;
        QAbstractItemView *table = nullptr;
        widgets::MessageBar *bar = nullptr;
    };
};

FLOWS_TEST(tst_troubles, TroublesTest)
#include "tst_troubles.moc"
