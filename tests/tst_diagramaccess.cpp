#include "support/exampleflow.h"
#include "support/testmain.h"
#include "widgets/diagram/diagramaccess.h"
#include "widgets/diagram/diagramview.h"

#include <QAccessible>
#include <QSignalSpy>
#include <QTest>

#include <memory>

using namespace widgets;

class DiagramAccessTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void treeOfStates();
    void namesTellTheStatus();
    void hostileNamesComeThrough();
    void rectsAreOnTheScreen();
    void selectionAndFocusAreStates();
    void eventsTellTheSelection();
    void actionsSelectAndPress();
    void eventsTellTheRun();
    void goneStatesAreInvalid();

private:
    [[nodiscard]] QAccessibleInterface *tree() const { return QAccessible::queryAccessibleInterface(m_view.get()); }
    [[nodiscard]] QAccessibleInterface *state(const QString &name) const;

    std::unique_ptr<DiagramView> m_view;
};

static QString text(const char *latin)
{
    return QString::fromLatin1(latin);
}

void DiagramAccessTest::init()
{
    m_view = std::make_unique<DiagramView>();
    m_view->resize(600, 500);
    m_view->setGraph(testsupport::exampleGraph(text("move")));
    m_view->show();
    m_view->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_view.get()));
    m_view->setFocus();
}

void DiagramAccessTest::cleanup()
{
    m_view.reset();
}

QAccessibleInterface *DiagramAccessTest::state(const QString &name) const
{
    for (int i = 0; i < tree()->childCount(); ++i) {
        if (tree()->child(i)->text(QAccessible::Name).startsWith(QString(name + QLatin1Char(','))))
            return tree()->child(i);
    }
    return nullptr;
}

void DiagramAccessTest::treeOfStates()
{
    QCOMPARE(tree()->role(), QAccessible::Tree);
    QVERIFY(!tree()->text(QAccessible::Name).isEmpty());
    QCOMPARE(tree()->childCount(), 10 + 1); // move has ten states; then the zoom bar
    for (int i = 0; i < 10; ++i) {
        QAccessibleInterface *child = tree()->child(i);
        QVERIFY(child != nullptr && child->isValid());
        QCOMPARE(child->role(), QAccessible::TreeItem);
        QCOMPARE(child->parent(), tree());
        QCOMPARE(tree()->indexOfChild(child), i);
        QCOMPARE(tree()->child(i), child); // the same object, or a screen reader loses its place
        QCOMPARE(child->childCount(), 0);
    }
    QCOMPARE(tree()->child(0)->text(QAccessible::Name), text("GetSourcePathInfo, Action"));
    QCOMPARE(tree()->child(3)->text(QAccessible::Name), text("TestPathConstraints, Choice"));
    QAccessibleInterface *zoom = tree()->child(10);
    QCOMPARE(zoom->text(QAccessible::Name), text("Zoom"));
    QCOMPARE(zoom->childCount(), 3);
    QCOMPARE(tree()->indexOfChild(zoom), 10);
    QVERIFY(tree()->child(11) == nullptr);
    QVERIFY(tree()->child(-1) == nullptr);
}

void DiagramAccessTest::namesTellTheStatus()
{
    RunOverlay run;
    run.states.insert(text("GetSourcePathInfo"), {RunStatusKind::Succeeded, 1, 2100, false});
    run.states.insert(text("GetDestinationPathInfo"), {RunStatusKind::NeedsYou, 1, 2100, true});
    m_view->setOverlay(run);
    QCOMPARE(tree()->child(0)->text(QAccessible::Name), text("GetSourcePathInfo, Action, Succeeded"));
    QCOMPARE(tree()->child(1)->text(QAccessible::Name), text("GetDestinationPathInfo, Action, Needs you"));
    QCOMPARE(tree()->child(2)->text(QAccessible::Name), text("IdentifyPathTypes, ExpressionEval, Not reached"));
    QVERIFY(tree()->child(0)->text(QAccessible::Description).contains(text("2.1 s")));
}

void DiagramAccessTest::hostileNamesComeThrough()
{
    m_view->setGraph(testsupport::graphOf(R"({"StartAt": "<img src=x><b>", "States": {
        "<img src=x><b>": {"Type": "Pass", "End": true}}})"));
    QCOMPARE(tree()->childCount(), 2);
    QCOMPARE(tree()->child(0)->text(QAccessible::Name), text("<img src=x><b>, Pass"));
}

void DiagramAccessTest::rectsAreOnTheScreen()
{
    QAccessibleInterface *transfer = state(text("Transfer"));
    QVERIFY(transfer != nullptr);
    const QRect place = transfer->rect();
    QCOMPARE(place.topLeft(), m_view->viewport()->mapToGlobal(m_view->stateRect(text("Transfer")).topLeft()));
    QCOMPARE(tree()->childAt(place.center().x(), place.center().y()), transfer);
    QVERIFY(!transfer->state().offscreen);
    m_view->setZoom(4);
    m_view->selectState(text("GetSourcePathInfo"));
    QVERIFY(transfer->state().offscreen);
}

void DiagramAccessTest::selectionAndFocusAreStates()
{
    QAccessibleInterface *transfer = state(text("Transfer"));
    QVERIFY(transfer->state().focusable && transfer->state().selectable);
    QVERIFY(!transfer->state().selected);
    m_view->selectState(text("Transfer"));
    QVERIFY(transfer->state().selected);
    QVERIFY(transfer->state().focused);
    QCOMPARE(tree()->focusChild(), transfer);
    m_view->clearFocus();
    QVERIFY(transfer->state().selected);
    QVERIFY(!transfer->state().focused);
}

void DiagramAccessTest::eventsTellTheSelection()
{
    const int first = m_view->graph().indexOf(u"GetSourcePathInfo");
    const int second = m_view->graph().indexOf(u"GetDestinationPathInfo");
    using Events = QList<AccessEvent>;
    QCOMPARE(selectionEvents(*m_view, -1, first), (Events{{QAccessible::Selection, 0}, {QAccessible::Focus, 0}}));
    QCOMPARE(selectionEvents(*m_view, first, second),
             (Events{{QAccessible::SelectionRemove, 0}, {QAccessible::Selection, 1}, {QAccessible::Focus, 1}}));
    m_view->clearFocus();
    QCOMPARE(selectionEvents(*m_view, first, -1), (Events{{QAccessible::SelectionRemove, 0}}));
    QAccessibleEvent event(m_view.get(), QAccessible::Selection);
    event.setChild(1);
    QCOMPARE(event.accessibleInterface(), state(text("GetDestinationPathInfo")));
}

void DiagramAccessTest::eventsTellTheRun()
{
    RunOverlay before;
    before.states.insert(text("Transfer"), {RunStatusKind::Running, 1, 0, true});
    RunOverlay now = before;
    now.states[text("Transfer")].milliseconds = 500;
    QVERIFY(statusEvents(*m_view, &before, &now).isEmpty()); // time goes on: nobody wants to hear that
    now.states[text("Transfer")] = {RunStatusKind::Succeeded, 1, 5000, false};
    const int transfer = tree()->indexOfChild(state(text("Transfer")));
    QCOMPARE(statusEvents(*m_view, &before, &now), (QList<AccessEvent>{{QAccessible::NameChanged, transfer}}));
    QCOMPARE(statusEvents(*m_view, nullptr, &now).size(), 10);
}

void DiagramAccessTest::actionsSelectAndPress()
{
    QSignalSpy activated(m_view.get(), &DiagramView::stateActivated);
    QAccessibleActionInterface *actions = state(text("Delete"))->actionInterface();
    QVERIFY(actions != nullptr);
    QVERIFY(actions->actionNames().contains(QAccessibleActionInterface::pressAction()));
    m_view->clearFocus();
    actions->doAction(QAccessibleActionInterface::setFocusAction());
    QCOMPARE(m_view->selectedState(), text("Delete"));
    QVERIFY(m_view->hasFocus());
    QCOMPARE(activated.count(), 0);
    actions->doAction(QAccessibleActionInterface::pressAction());
    QCOMPARE(activated.count(), 1);
    QCOMPARE(activated.first().first().toString(), text("Delete"));
    actions->doAction(text("no such action"));
    QCOMPARE(activated.count(), 1);
}

void DiagramAccessTest::goneStatesAreInvalid()
{
    QAccessibleInterface *transfer = state(text("Transfer"));
    m_view->setGraph({});
    QVERIFY(!transfer->isValid());
    QVERIFY(transfer->text(QAccessible::Name).isEmpty());
    QVERIFY(transfer->rect().isNull());
    QVERIFY(transfer->state().invalid);
    QCOMPARE(tree()->childCount(), 1);
}

FLOWS_TEST(tst_diagramaccess, DiagramAccessTest)
#include "tst_diagramaccess.moc"
