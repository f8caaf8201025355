#include "support/pagesrig.h"
#include "support/testmain.h"

#include "models/runlogmodel.h"
#include "widgets/common/jsonview.h"
#include "widgets/diagram/diagramview.h"
#include "widgets/pages/page.h"
#include "widgets/pages/runinspector.h"
#include "widgets/theme/emptystate.h"

#include <QPushButton>
#include <QScrollArea>
#include <QTableView>
#include <QTest>
#include <QTextBlock>
#include <QTextEdit>
#include <QTextLayout>

using testsupport::Answer;
using testsupport::PagesRig;
using widgets::PageLink;

namespace {

const QByteArray flowWithout = "{\"id\":\"0aa46b35-1dbe-4f7e-a6b8-1f29bd4c5b07\",\"title\":\"T\","
                               "\"user_roles\":[\"flow_viewer\"],\"definition\":";

QByteArray entry(const char *second, const char *code, const char *state, const char *more = "\"input\":{}")
{
    return QByteArray("{\"time\":\"2023-04-25T18:54:") + second + ".000000+00:00\",\"code\":\"" + code +
           "\",\"description\":\"\",\"details\":{\"state_name\":\"" + state + "\",\"state_type\":\"Choice\"," + more +
           "}}";
}

} // namespace

//! No part of a page is ever blank: it shows something, or says why it does not.
class FacesTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aRunWithoutItsDefinition_data()
    {
        QTest::addColumn<Answer>("answer");
        QTest::addColumn<QString>("title");
        const QString hidden = QStringLiteral("You may not see this flow's definition");
        QTest::newRow("forbidden") << Answer::json(403, "{}") << hidden;
        QTest::newRow("not found") << Answer::json(404, "{}") << hidden;
        QTest::newRow("null") << Answer::json(200, "{\"flow_id\":\"f\",\"definition\":null}") << hidden;
        QTest::newRow("malformed") << Answer::json(200, "[1, 2") << QStringLiteral("The definition can not be drawn");
        QTest::newRow("empty") << Answer::json(200, "{\"flow_id\":\"f\",\"definition\":{}}")
                               << QStringLiteral("Nothing to draw");
    }

    void aRunWithoutItsDefinition()
    {
        QFETCH(Answer, answer);
        QFETCH(QString, title);
        PagesRig rig;
        rig.logEntries = entry("31", "ChoiceStarted", "First");
        answerWith(rig, QStringLiteral("/definition"), answer);
        rig.window->open(PageLink::run(testsupport::rigRunId));
        auto *face = find<widgets::EmptyState>(rig, "diagramFace");
        QTRY_VERIFY(face->isVisible());
        QTRY_COMPARE(face->title(), title);
        QVERIFY(!find<widgets::DiagramView>(rig, "runDiagram")->isVisible());
        QTRY_VERIFY(find<QTableView>(rig, "runLog")->isVisible()); // the rest works without it
    }

    void aFlowWithoutItsDefinition_data()
    {
        QTest::addColumn<QByteArray>("definition");
        QTest::addColumn<QString>("title");
        QTest::newRow("null") << QByteArray("null") << QStringLiteral("You may not see this flow's definition");
        QTest::newRow("empty") << QByteArray("{}") << QStringLiteral("Nothing to draw");
    }

    void aFlowWithoutItsDefinition()
    {
        QFETCH(QByteArray, definition);
        QFETCH(QString, title);
        PagesRig rig;
        answerWith(rig, testsupport::rigFlowId, Answer::json(200, flowWithout + definition + "}"));
        rig.window->open(PageLink::flow(testsupport::rigFlowId));
        auto *face = find<widgets::EmptyState>(rig, "diagramFace");
        QTRY_VERIFY(face->isVisible());
        QTRY_COMPARE(face->title(), title);
    }

    void theLogHasFaces()
    {
        PagesRig rig;
        rig.runStatus = "ACTIVE";
        const auto healthy = rig.server.handler();
        answerWith(rig, QStringLiteral("/log"), Answer::silence());
        rig.window->open(PageLink::run(testsupport::rigRunId));
        auto *face = find<widgets::EmptyState>(rig, "runLogFace");
        QTRY_VERIFY(face->isVisible());
        QVERIFY(face->title().contains(QStringLiteral("Reading")));
        rig.server.setHandler(healthy);
        QTRY_COMPARE_WITH_TIMEOUT(face->title(), QStringLiteral("Nothing yet"), 15000);
        rig.runStatus = "SUCCEEDED";
        QTRY_COMPARE_WITH_TIMEOUT(face->title(), QStringLiteral("The log is empty"), 15000);
        QVERIFY(!find<QTableView>(rig, "runLog")->isVisible());
        // What the log does not tell, the run does.
        QCOMPARE(find<widgets::JsonView>(rig, "inspectorOutput")->toPlainText(), QStringLiteral("There is no output."));
    }

    void noOutputIsNotAwaitedForEver()
    {
        PagesRig rig;
        rig.runStatus = "ACTIVE";
        rig.logEntries = entry("31", "ChoiceStarted", "First") + ',' +
                         entry("32", "ChoiceCompleted", "First", "\"x\":1") + ',' +
                         entry("33", "ChoiceStarted", "Last");
        rig.window->open(PageLink::run(testsupport::rigRunId).with(QStringLiteral("state"), QStringLiteral("Last")));
        auto *output = find<widgets::JsonView>(rig, "inspectorOutput");
        QTRY_COMPARE(output->toPlainText(), QStringLiteral("There is no output yet."));
        rig.window->open(PageLink::run(testsupport::rigRunId).with(QStringLiteral("state"), QStringLiteral("First")));
        QTRY_COMPARE(output->toPlainText(), QStringLiteral("There is no output."));
    }

    void onlyJsonIsColoured()
    {
        widgets::JsonView view;
        view.setJson("{\"a\": [12, -3.5, true, \"text\"]}");
        QTRY_VERIFY(view.document()->blockCount() > 1);
        QCOMPARE(coloured(view), (QStringList{QStringLiteral("\"a\""), QStringLiteral("12"), QStringLiteral("-3.5"),
                                              QStringLiteral("true"), QStringLiteral("\"text\"")}));
        view.setNote(QStringLiteral("Exit 5: \"null\" - true or false?"));
        QCOMPARE(coloured(view), QStringList());
        view.setJson("no JSON, but 5 words, not null");
        QTRY_VERIFY(view.toPlainText().startsWith(QStringLiteral("no JSON")));
        QCOMPARE(coloured(view), (QStringList{QStringLiteral("5"), QStringLiteral("null")}));
    }

    void anEntryCanBeChosenAgain()
    {
        PagesRig rig;
        rig.logEntries = entry("31", "ChoiceStarted", "First") + ',' + entry("32", "ChoiceCompleted", "First");
        rig.window->open(PageLink::run(testsupport::rigRunId));
        auto *log = find<QTableView>(rig, "runLog");
        auto *diagram = find<widgets::DiagramView>(rig, "runDiagram");
        auto *inspector = find<widgets::RunInspector>(rig, "runInspector");
        QTRY_COMPARE(log->model()->rowCount(), 2);
        QTRY_VERIFY(diagram->isVisible());
        const auto choose = [log] {
            const QRect cell = log->visualRect(log->model()->index(1, models::RunLogModel::EventColumn));
            QTest::mouseClick(log->viewport(), Qt::LeftButton, {}, cell.center());
        };
        choose();
        QCOMPARE(inspector->stateName(), QStringLiteral("First"));
        diagram->selectState({}); // as a click beside the boxes does
        QCOMPARE(inspector->stateName(), QString());
        choose();
        QCOMPARE(inspector->stateName(), QStringLiteral("First"));
        QCOMPARE(diagram->selectedState(), QStringLiteral("First"));
    }

    void whoMayNotStartIsNotInvitedTo_data()
    {
        QTest::addColumn<QByteArray>("role");
        QTest::addColumn<bool>("invited");
        QTest::newRow("viewer") << QByteArray("flow_viewer") << false;
        QTest::newRow("starter") << QByteArray("flow_starter") << true;
    }

    void whoMayNotStartIsNotInvitedTo()
    {
        QFETCH(QByteArray, role);
        QFETCH(bool, invited);
        PagesRig rig;
        const QByteArray flow = QByteArray(flowWithout).replace("flow_viewer", role) + "null}";
        answerWith(rig, testsupport::rigFlowId, Answer::json(200, flow));
        answerWith(rig, QStringLiteral("/runs"), Answer::json(200, "{\"runs\":[],\"has_next_page\":false}"));
        rig.window->open(PageLink::flow(testsupport::rigFlowId).with(QStringLiteral("tab"), QStringLiteral("runs")));
        auto *face = find<widgets::EmptyState>(rig, "runsFace");
        QTRY_VERIFY(face->isVisible() && face->title() == QStringLiteral("Never run"));
        QCOMPARE(face->button()->isVisible(), invited);
    }

    void longWordsStayInTheirColumn()
    {
        PagesRig rig;
        rig.window->resize(1024, 700);
        const QByteArray word(400, 'w');
        answerWith(
            rig, testsupport::rigFlowId,
            Answer::json(200, "{\"id\":\"0aa46b35-1dbe-4f7e-a6b8-1f29bd4c5b07\",\"title\":\"T\",\"keywords\":[\"" +
                                  word + "\"],\"description\":\"see " + word + " here\"}"));
        rig.window->open(PageLink::flow(testsupport::rigFlowId));
        auto *overview = find<QScrollArea>(rig, "flowOverview");
        QTRY_VERIFY(overview->isVisible());
        QTRY_COMPARE(overview->widget()->width(), overview->viewport()->width());
        for (const QTextEdit *text : overview->findChildren<QTextEdit *>()) {
            QVERIFY(text->mapTo(overview->widget(), QPoint(text->width(), 0)).x() <= overview->viewport()->width());
            QVERIFY(text->document()->size().width() <= text->viewport()->width());       // broken, and …
            QTRY_VERIFY(text->document()->size().height() <= text->viewport()->height()); // … all of it there
        }
        auto *description = find<QTextEdit>(rig, "flowDescription");
        description->selectAll();
        QCOMPARE(description->textCursor().selectedText(), QStringLiteral("see %1 here").arg(QLatin1StringView(word)));
        const int narrow = description->height();
        rig.window->resize(1900, 900);
        QTRY_VERIFY(description->height() < narrow);
    }

    void namesAreNoShortcuts()
    {
        PagesRig rig;
        rig.runStatus = "FAILED";
        const auto healthy = rig.server.handler();
        rig.server.setHandler([healthy](const testsupport::SeenRequest &request) {
            std::optional<Answer> answer = healthy(request);
            answer->body.replace("\"state_name\":\"First\"", "\"state_name\":\"Copy & check\"");
            return answer;
        });
        rig.window->open(PageLink::run(testsupport::rigRunId));
        auto *button = find<QPushButton>(rig, "showFailedState");
        QTRY_VERIFY(button->isVisible());
        QVERIFY2(button->text().contains(QStringLiteral("Copy && check")), qPrintable(button->text()));
        QVERIFY(button->shortcut().isEmpty());
        QVERIFY(button->accessibleName().contains(QStringLiteral("Copy & check")));
    }

private:
    template<typename Widget>
    static Widget *find(const PagesRig &rig, const char *name)
    {
        return rig.window->currentPage()->findChild<Widget *>(QLatin1StringView(name));
    }

    //! From now on requests whose path ends so get this answer.
    static void answerWith(PagesRig &rig, const QString &pathEnd, const Answer &answer)
    {
        rig.server.setHandler([pathEnd, answer, others = rig.server.handler()](
                                  const testsupport::SeenRequest &request) -> std::optional<Answer> {
            return request.path.endsWith(pathEnd) ? answer : others(request);
        });
    }

    //! The words that the highlighter has given a colour.
    static QStringList coloured(const QPlainTextEdit &edit)
    {
        QStringList words;
        for (QTextBlock block = edit.document()->begin(); block.isValid(); block = block.next()) {
            const auto formats = block.layout()->formats();
            for (const QTextLayout::FormatRange &range : formats)
                words.append(block.text().mid(range.start, range.length));
        }
        return words;
    }
};

FLOWS_TEST(tst_faces, FacesTest)
#include "tst_faces.moc"
