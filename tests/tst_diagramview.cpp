#include "support/exampleflow.h"
#include "support/testmain.h"
#include "widgets/diagram/diagramgeometry.h"
#include "widgets/diagram/diagramview.h"
#include "widgets/theme/motion.h"
#include "widgets/theme/theme.h"

#include <QApplication>
#include <QGraphicsItem>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>
#include <QTextDocument>
#include <QToolButton>
#include <QVBoxLayout>
#include <QWheelEvent>

#include <memory>

using namespace widgets;

class DiagramViewTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void fitsAndNeverEnlarges();
    void namesStayReadable();
    void tinySizesDoNoHarm();
    void keysTravel();
    void enterActivates();
    void tabGoesInAndOut();
    void altKeysAreTheWindows();
    void mouseSelectsAndActivates();
    void dragPansAndSelectsNothing();
    void zoomKeysAndButtons();
    void wheelZoomsAtTheMouse();
    void sameGraphKeepsTheView();
    void editedGraphKeepsTheSelection();
    void overlayKeepsTheView();
    void ringMovesWhileAStateIsCurrent();
    void tipsAreWholeAndPlain();
    void followsThePalette();
    void emptyGraphIsHarmless();
    void takesADrawing();

private:
    std::unique_ptr<DiagramView> m_view;
};

static QString text(const char *latin)
{
    return QString::fromLatin1(latin);
}

void DiagramViewTest::init()
{
    m_view = std::make_unique<DiagramView>();
    m_view->resize(600, 500);
    m_view->setGraph(testsupport::exampleGraph(text("move")));
    m_view->show();
    m_view->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_view.get()));
    m_view->setFocus();
}

void DiagramViewTest::cleanup()
{
    m_view.reset();
}

void DiagramViewTest::fitsAndNeverEnlarges()
{
    QVERIFY(m_view->zoom() < 1);
    const auto whole = [this] {
        return m_view->viewport()->rect().contains(
            m_view->mapFromScene(m_view->sceneRect()).boundingRect().adjusted(1, 1, -1, -1));
    };
    QVERIFY(whole());
    m_view->resize(300, 240);
    QVERIFY(whole());
    m_view->resize(3000, 3000);
    QCOMPARE(m_view->zoom(), 1.0);
    m_view->fitToView(DiagramView::FitLimit::Enlarge);
    QVERIFY(m_view->zoom() > 1);
    QVERIFY(whole());
}

void DiagramViewTest::namesStayReadable()
{
    const auto sees = [this](const char *state) {
        return m_view->viewport()->rect().intersects(m_view->stateRect(text(state)));
    };
    m_view->fitToView(DiagramView::FitLimit::Readable);
    m_view->resize(300, 240);
    QCOMPARE(m_view->zoom(), 0.6);
    QVERIFY(sees("GetSourcePathInfo") && !sees("Delete")); // the beginning
    RunOverlay run;
    run.states.insert(text("Delete"), {RunStatusKind::Running, 1, 2100, true});
    m_view->setOverlay(run);
    QVERIFY(sees("Delete")); // where the run is
    m_view->verticalScrollBar()->triggerAction(QAbstractSlider::SliderToMinimum);
    QVERIFY(!sees("Delete"));
    run.states[text("Delete")].milliseconds = 3100;
    m_view->setOverlay(run);
    QVERIFY(!sees("Delete")); // whoever looks elsewhere is left alone
    m_view->fitToView();
    QVERIFY(m_view->zoom() < 0.6 && sees("Delete") && sees("GetSourcePathInfo"));
    m_view->resize(3000, 3000);
    m_view->fitToView(DiagramView::FitLimit::Readable);
    QCOMPARE(m_view->zoom(), 1.0);
}

void DiagramViewTest::tinySizesDoNoHarm()
{
    m_view->setMinimumSize(0, 0);
    for (const QSize &size : {QSize(1, 1), QSize(0, 0), QSize(3, 400), QSize(400, 3)}) {
        m_view->resize(size);
        QVERIFY(m_view->zoom() > 0);
    }
    m_view->resize(600, 500);
    QVERIFY(m_view->zoom() > 0.2);
}

void DiagramViewTest::keysTravel()
{
    QSignalSpy selected(m_view.get(), &DiagramView::stateSelected);
    QTest::keyClick(m_view.get(), Qt::Key_Home);
    QCOMPARE(m_view->selectedState(), text("GetSourcePathInfo"));
    QTest::keyClick(m_view.get(), Qt::Key_Down);
    QTest::keyClick(m_view.get(), Qt::Key_Down);
    QTest::keyClick(m_view.get(), Qt::Key_Down);
    QCOMPARE(m_view->selectedState(), text("TestPathConstraints"));
    QCOMPARE(selected.count(), 4);
    QCOMPARE(selected.last().first().toString(), text("TestPathConstraints"));
    QTest::keyClick(m_view.get(), Qt::Key_Up);
    QCOMPARE(m_view->selectedState(), text("IdentifyPathTypes"));
    QTest::keyClick(m_view.get(), Qt::Key_End);
    QCOMPARE(m_view->selectedState(), text("Success"));
    selected.clear();
    QTest::keyClick(m_view.get(), Qt::Key_Down);
    QCOMPARE(selected.count(), 0); // nowhere to go: nothing is said
    m_view->selectState(text("no such state"));
    QVERIFY(m_view->selectedState().isEmpty());
    QCOMPARE(selected.count(), 1);
}

void DiagramViewTest::enterActivates()
{
    QSignalSpy activated(m_view.get(), &DiagramView::stateActivated);
    QTest::keyClick(m_view.get(), Qt::Key_Return);
    QCOMPARE(activated.count(), 0);
    m_view->selectState(text("Transfer"));
    QTest::keyClick(m_view.get(), Qt::Key_Return);
    QTest::keyClick(m_view.get(), Qt::Key_Enter, Qt::KeypadModifier);
    QCOMPARE(activated.count(), 2);
    QCOMPARE(activated.first().first().toString(), text("Transfer"));
}

void DiagramViewTest::tabGoesInAndOut()
{
    QWidget window;
    auto *column = new QVBoxLayout(&window);
    auto *before = new QToolButton(&window);
    before->setFocusPolicy(Qt::StrongFocus);
    auto *view = new DiagramView(&window);
    auto *after = new QToolButton(&window);
    after->setFocusPolicy(Qt::StrongFocus);
    view->setGraph(testsupport::exampleGraph(text("move")));
    column->addWidget(before);
    column->addWidget(view);
    column->addWidget(after);
    window.resize(500, 500);
    window.show();
    window.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    before->setFocus();
    QTest::keyClick(before, Qt::Key_Tab);
    QCOMPARE(QApplication::focusWidget(), view);
    QCOMPARE(view->selectedState(), text("GetSourcePathInfo")); // one sees where one is
    for (const char *name : {"zoomOut", "zoomIn", "zoomFit"}) {
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        QCOMPARE(QApplication::focusWidget()->objectName(), text(name));
    }
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
    QCOMPARE(QApplication::focusWidget(), after);
    QTest::keyClick(after, Qt::Key_Backtab);
    QCOMPARE(QApplication::focusWidget()->objectName(), text("zoomFit"));
}

void DiagramViewTest::altKeysAreTheWindows()
{
    m_view->selectState(text("Transfer"));
    QKeyEvent back(QEvent::KeyPress, Qt::Key_Left, Qt::AltModifier);
    QCoreApplication::sendEvent(m_view.get(), &back);
    QVERIFY(!back.isAccepted());
    QCOMPARE(m_view->selectedState(), text("Transfer"));
}

void DiagramViewTest::mouseSelectsAndActivates()
{
    QSignalSpy selected(m_view.get(), &DiagramView::stateSelected);
    QSignalSpy activated(m_view.get(), &DiagramView::stateActivated);
    const QPoint place = m_view->stateRect(text("Transfer")).center();
    QTest::mouseClick(m_view->viewport(), Qt::LeftButton, {}, place);
    QCOMPARE(m_view->selectedState(), text("Transfer"));
    QCOMPARE(selected.count(), 1);
    QTest::mouseDClick(m_view->viewport(), Qt::LeftButton, {}, place);
    QCOMPARE(activated.count(), 1);
    QTest::mouseClick(m_view->viewport(), Qt::LeftButton, {}, QPoint(3, 3));
    QVERIFY(m_view->selectedState().isEmpty());
    QVERIFY(selected.last().first().toString().isEmpty());
}

void DiagramViewTest::dragPansAndSelectsNothing()
{
    m_view->setZoom(2);
    const QPoint start = m_view->stateRect(text("IdentifyPathTypes")).isNull() ? QPoint() : QPoint(300, 250);
    const int before = m_view->verticalScrollBar()->value();
    for (const Qt::MouseButton button : {Qt::LeftButton, Qt::MiddleButton}) {
        const int here = m_view->verticalScrollBar()->value();
        const int step = button == Qt::LeftButton ? -60 : 60;
        QTest::mousePress(m_view->viewport(), button, {}, start);
        QMouseEvent move(QEvent::MouseMove, QPointF(start) + QPointF(0, step),
                         m_view->viewport()->mapToGlobal(QPointF(start) + QPointF(0, step)), Qt::NoButton, button, {});
        QCoreApplication::sendEvent(m_view->viewport(), &move);
        QTest::mouseRelease(m_view->viewport(), button, {}, start + QPoint(0, step));
        QCOMPARE(m_view->verticalScrollBar()->value(), here - step);
    }
    QCOMPARE(m_view->verticalScrollBar()->value(), before);
    QVERIFY(m_view->selectedState().isEmpty());
}

void DiagramViewTest::zoomKeysAndButtons()
{
    const qreal fitted = m_view->zoom();
    QTest::keyClick(m_view.get(), Qt::Key_Plus);
    QCOMPARE(m_view->zoom(), fitted * 1.25);
    QTest::keyClick(m_view.get(), Qt::Key_Minus);
    QCOMPARE(m_view->zoom(), fitted);
    QTest::keyClick(m_view.get(), Qt::Key_0);
    QCOMPARE(m_view->zoom(), 1.0);
    QTest::keyClick(m_view.get(), Qt::Key_F);
    QCOMPARE(m_view->zoom(), fitted);
    auto *in = m_view->findChild<QToolButton *>(text("zoomIn"));
    auto *fit = m_view->findChild<QToolButton *>(text("zoomFit"));
    QVERIFY(!in->accessibleName().isEmpty() && !in->toolTip().isEmpty());
    for (int i = 0; i < 40; ++i)
        in->click();
    QCOMPARE(m_view->zoom(), 4.0);
    fit->click();
    QCOMPARE(m_view->zoom(), fitted);
    m_view->setZoom(0.0001);
    QCOMPARE(m_view->zoom(), 0.1);
}

void DiagramViewTest::wheelZoomsAtTheMouse()
{
    m_view->setZoom(1);
    const QPoint place(200, 200);
    const QPointF held = m_view->mapToScene(place);
    const auto wheel = [this, &place](Qt::KeyboardModifiers modifiers, int delta) {
        QWheelEvent event(place, m_view->viewport()->mapToGlobal(place), {}, {0, delta}, Qt::NoButton, modifiers,
                          Qt::NoScrollPhase, false);
        QCoreApplication::sendEvent(m_view->viewport(), &event);
    };
    wheel(Qt::ControlModifier, 120);
    QCOMPARE(m_view->zoom(), 1.25);
    const QPointF now = m_view->mapToScene(place);
    QVERIFY((now - held).manhattanLength() < 4);
    const int before = m_view->verticalScrollBar()->value();
    wheel(Qt::NoModifier, -120);
    QCOMPARE(m_view->zoom(), 1.25);
    QVERIFY(m_view->verticalScrollBar()->value() > before);
}

void DiagramViewTest::sameGraphKeepsTheView()
{
    QSignalSpy changed(m_view.get(), &DiagramView::pictureChanged);
    m_view->setZoom(1.5);
    m_view->selectState(text("Delete"));
    m_view->verticalScrollBar()->setValue(70);
    const QList<QGraphicsItem *> items = m_view->items();
    m_view->setGraph(testsupport::exampleGraph(text("move")));
    QCOMPARE(m_view->zoom(), 1.5);
    QCOMPARE(m_view->selectedState(), text("Delete"));
    QCOMPARE(m_view->verticalScrollBar()->value(), 70);
    QCOMPARE(m_view->items(), items);
    QCOMPARE(changed.count(), 0);
}

void DiagramViewTest::editedGraphKeepsTheSelection()
{
    m_view->selectState(text("Transfer"));
    m_view->setZoom(1.5);
    QSignalSpy selected(m_view.get(), &DiagramView::stateSelected);
    flowlang::FlowGraph edited = testsupport::exampleGraph(text("move"));
    edited.nodes[1].subtitle = text("other");
    m_view->setGraph(edited);
    QCOMPARE(m_view->selectedState(), text("Transfer"));
    QCOMPARE(m_view->zoom(), 1.5);
    QCOMPARE(selected.count(), 0);
    m_view->setGraph(testsupport::exampleGraph(text("simple")));
    m_view->selectState(text("GetSourcePathInfo"));
    QVERIFY(m_view->selectedState().isEmpty());
}

void DiagramViewTest::overlayKeepsTheView()
{
    m_view->setZoom(1.5);
    m_view->selectState(text("Delete"));
    const int before = m_view->verticalScrollBar()->value();
    RunOverlay run;
    run.states.insert(text("GetSourcePathInfo"), {RunStatusKind::Succeeded, 1, 2100, false});
    QSignalSpy changed(m_view.get(), &DiagramView::pictureChanged);
    m_view->setOverlay(run);
    m_view->setOverlay(run);
    QCOMPARE(changed.count(), 1);
    QCOMPARE(m_view->zoom(), 1.5);
    QCOMPARE(m_view->selectedState(), text("Delete"));
    QCOMPARE(m_view->verticalScrollBar()->value(), before);
    QVERIFY(m_view->stateDescription(m_view->graph().indexOf(u"GetSourcePathInfo")).contains(text("Succeeded")));
    QVERIFY(m_view->stateDescription(m_view->graph().indexOf(u"Delete")).contains(text("Not reached")));
    m_view->clearOverlay();
    QVERIFY(m_view->overlay() == nullptr);
    QVERIFY(!m_view->stateDescription(m_view->graph().indexOf(u"Delete")).contains(text("Not reached")));
}

void DiagramViewTest::ringMovesWhileAStateIsCurrent()
{
    const auto *motion = m_view->findChild<Motion *>(QString(), Qt::FindDirectChildrenOnly);
    QVERIFY(!motion->isTicking());
    RunOverlay run;
    run.states.insert(text("Transfer"), {RunStatusKind::Running, 1, 2100, true});
    m_view->setOverlay(run);
    QVERIFY(motion->isTicking());
    m_view->hide();
    QVERIFY(!motion->isTicking());
    m_view->show();
    QVERIFY(motion->isTicking());
    run.states[text("Transfer")] = {RunStatusKind::Succeeded, 1, 2100, false};
    m_view->setOverlay(run);
    QVERIFY(!motion->isTicking());
}

void DiagramViewTest::tipsAreWholeAndPlain()
{
    const QString name = QString(text("<img src=x><b>") + QString(60, QLatin1Char('n')));
    const QByteArray definition = QByteArray(R"({"StartAt": "NAME", "States": {"NAME": {"Type": "Choice",
        "Choices": [{"Variable": "$.<b>", "StringEquals": "<i>a very long text that is longer than its label</i>",
        "Next": "NAME"}], "Default": "B"}, "B": {"Type": "Pass", "End": true}}})")
                                      .replace("NAME", name.toUtf8());
    m_view->setGraph(testsupport::graphOf(definition));
    QCOMPARE(m_view->graph().nodes.size(), 4);
    bool nameFound = false;
    bool labelFound = false;
    for (const QGraphicsItem *item : m_view->items()) {
        QTextDocument shown;
        shown.setHtml(item->toolTip());
        nameFound = nameFound || shown.toPlainText().startsWith(name);
        labelFound =
            labelFound || shown.toPlainText().contains(text("<i>a very long text that is longer than its label</i>"));
        QVERIFY(!item->toolTip().contains(text("<img")));
        QVERIFY(!item->toolTip().contains(text("<b>")));
    }
    QVERIFY(nameFound);
    QVERIFY(labelFound);
}

void DiagramViewTest::followsThePalette()
{
    m_view->setPalette(Theme::darkTheme().palette());
    QCOMPARE(m_view->viewport()->grab().toImage().pixelColor(2, 2), Theme::darkTheme().sunken);
    m_view->setPalette(Theme::light().palette());
    QCOMPARE(m_view->viewport()->grab().toImage().pixelColor(2, 2), Theme::light().sunken);
}

void DiagramViewTest::emptyGraphIsHarmless()
{
    m_view->selectState(text("Transfer"));
    QSignalSpy selected(m_view.get(), &DiagramView::stateSelected);
    m_view->setGraph({});
    QVERIFY(m_view->selectedState().isEmpty());
    QCOMPARE(selected.count(), 1);
    for (const Qt::Key key : {Qt::Key_Down, Qt::Key_End, Qt::Key_Return, Qt::Key_Plus, Qt::Key_F})
        QTest::keyClick(m_view.get(), key);
    m_view->setOverlay({});
    m_view->fitToView();
    QVERIFY(m_view->stateRect(text("Transfer")).isNull());
    QVERIFY(!m_view->grab().isNull());
}

//! What was laid out elsewhere is shown as it is, unless it was measured for another font.
void DiagramViewTest::takesADrawing()
{
    DiagramGeometry drawing = buildGeometry(testsupport::exampleGraph(text("two_hop")), m_view->font());
    drawing.layout.size += QSizeF(500, 0); // so that it can be told from one made anew
    m_view->setDrawing(drawing);
    QCOMPARE(m_view->geometry().layout.size, drawing.layout.size);
    QCOMPARE(m_view->graph().nodes.size(), drawing.graph.nodes.size());

    QFont large = m_view->font();
    large.setPointSizeF(3 * large.pointSizeF());
    const flowlang::FlowGraph graph = testsupport::exampleGraph(text("move"));
    m_view->setDrawing(buildGeometry(graph, large));
    QCOMPARE(m_view->geometry().layout.size, buildGeometry(graph, m_view->font()).layout.size);
}

FLOWS_TEST(tst_diagramview, DiagramViewTest)
#include "tst_diagramview.moc"
