#include "support/pagesrig.h"
#include "support/testmain.h"

#include "widgets/pages/page.h"
#include "widgets/theme/emptystate.h"

#include <QAbstractItemView>
#include <QLabel>
#include <QPushButton>
#include <QTest>
#include <QTimer>

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
};

FLOWS_TEST(tst_troubles, TroublesTest)
#include "tst_troubles.moc"
