#include "widgets/diagram/diagramaccess.h"

#include "widgets/diagram/diagramgeometry.h"
#include "widgets/diagram/diagramtext.h"
#include "widgets/diagram/diagramtravel.h"
#include "widgets/diagram/diagramview.h"
#include "widgets/diagram/zoombar.h"

#include <QAccessible>
#include <QAccessibleWidget>
#include <QHash>
#include <QPointer>

namespace widgets {

namespace {

//! The nodes that are children of the tree, in document order.
QList<int> stateNodes(const DiagramView &view)
{
    QList<int> nodes;
    for (int i = 0; i < view.graph().nodes.size(); ++i) {
        if (canTravelTo(view.geometry(), i))
            nodes.append(i);
    }
    return nodes;
}

//! One state. It knows its state by name: what it stands for stays right while the picture changes.
class StateInterface final : public QAccessibleInterface, public QAccessibleActionInterface
{
public:
    StateInterface(DiagramView *view, QString name)
        : m_view(view)
        , m_name(std::move(name))
    {
    }

    [[nodiscard]] bool isValid() const override { return m_view != nullptr && node() >= 0; }
    [[nodiscard]] QObject *object() const override { return nullptr; }
    [[nodiscard]] QAccessibleInterface *parent() const override
    {
        return QAccessible::queryAccessibleInterface(m_view.data());
    }
    [[nodiscard]] QAccessibleInterface *child(int) const override { return nullptr; }
    [[nodiscard]] QAccessibleInterface *childAt(int, int) const override { return nullptr; }
    [[nodiscard]] int childCount() const override { return 0; }
    [[nodiscard]] int indexOfChild(const QAccessibleInterface *) const override { return -1; }
    [[nodiscard]] QAccessible::Role role() const override { return QAccessible::TreeItem; }
    void setText(QAccessible::Text, const QString &) override {}

    [[nodiscard]] QString text(QAccessible::Text kind) const override
    {
        if (!isValid())
            return {};
        if (kind == QAccessible::Description)
            return m_view->stateDescription(node());
        if (kind != QAccessible::Name)
            return {};
        QStringList parts{m_name, nodeTypeWord(m_view->graph().nodes[node()])};
        if (const RunOverlay *run = m_view->overlay())
            parts.append(stateStatusWord(run->state(m_name)));
        return parts.join(QStringLiteral(", "));
    }

    [[nodiscard]] QRect rect() const override
    {
        if (!isValid())
            return {};
        const QRect place = m_view->stateRect(m_name);
        return {m_view->viewport()->mapToGlobal(place.topLeft()), place.size()};
    }

    [[nodiscard]] QAccessible::State state() const override
    {
        QAccessible::State state;
        state.invalid = !isValid();
        if (state.invalid)
            return state;
        const bool selected = m_view->selectedState() == m_name;
        state.selectable = true;
        state.focusable = true;
        state.selected = selected;
        state.focused = selected && m_view->hasFocus();
        state.offscreen = !m_view->viewport()->rect().intersects(m_view->stateRect(m_name));
        state.invisible = !m_view->isVisible();
        return state;
    }

    void *interface_cast(QAccessible::InterfaceType type) override
    {
        return type == QAccessible::ActionInterface ? static_cast<QAccessibleActionInterface *>(this) : nullptr;
    }

    [[nodiscard]] QStringList actionNames() const override { return {setFocusAction(), pressAction()}; }

    void doAction(const QString &action) override
    {
        if (!isValid())
            return;
        if (action == setFocusAction())
            m_view->setFocus(Qt::OtherFocusReason);
        else if (action != pressAction())
            return;
        m_view->selectState(m_name);
        if (action == pressAction())
            Q_EMIT m_view->stateActivated(m_name);
    }

    [[nodiscard]] QStringList keyBindingsForAction(const QString &action) const override
    {
        return action == pressAction() ? QStringList{QStringLiteral("Return")} : QStringList();
    }

private:
    [[nodiscard]] int node() const { return m_view->graph().indexOf(m_name); }

    QPointer<DiagramView> m_view;
    QString m_name;
};

class DiagramInterface final : public QAccessibleWidget
{
public:
    explicit DiagramInterface(DiagramView *view)
        : QAccessibleWidget(view, QAccessible::Tree)
    {
    }

    ~DiagramInterface() override
    {
        for (const QAccessible::Id id : std::as_const(m_states))
            QAccessible::deleteAccessibleInterface(id);
    }

    [[nodiscard]] int childCount() const override { return static_cast<int>(stateNodes(*view()).size()) + 1; }

    [[nodiscard]] QAccessibleInterface *child(int index) const override
    {
        const QList<int> nodes = stateNodes(*view());
        if (index == nodes.size())
            return QAccessible::queryAccessibleInterface(zoomBar());
        if (index < 0 || index > nodes.size())
            return nullptr;
        return stateInterface(view()->graph().nodes[nodes[index]].name);
    }

    [[nodiscard]] int indexOfChild(const QAccessibleInterface *child) const override
    {
        if (child == nullptr)
            return -1;
        if (child->object() != nullptr && child->object() == zoomBar())
            return childCount() - 1;
        for (int i = 0; i < childCount() - 1; ++i) {
            if (this->child(i) == child)
                return i;
        }
        return -1;
    }

    [[nodiscard]] QAccessibleInterface *childAt(int x, int y) const override
    {
        for (int i = childCount() - 1; i >= 0; --i) {
            QAccessibleInterface *one = child(i);
            if (one != nullptr && !one->state().invisible && one->rect().contains(x, y))
                return one;
        }
        return nullptr;
    }

    [[nodiscard]] QAccessibleInterface *focusChild() const override
    {
        if (!view()->hasFocus() || view()->selectedState().isEmpty())
            return QAccessibleWidget::focusChild();
        return stateInterface(view()->selectedState());
    }

private:
    [[nodiscard]] DiagramView *view() const { return static_cast<DiagramView *>(object()); }
    [[nodiscard]] QWidget *zoomBar() const
    {
        return view()->findChild<ZoomBar *>(QString(), Qt::FindDirectChildrenOnly);
    }

    QAccessibleInterface *stateInterface(const QString &name) const
    {
        const auto known = m_states.constFind(name);
        if (known != m_states.cend())
            return QAccessible::accessibleInterface(*known);
        auto *made = new StateInterface(view(), name); // Qt owns it from here on
        m_states.insert(name, QAccessible::registerAccessibleInterface(made));
        return made;
    }

    mutable QHash<QString, QAccessible::Id> m_states;
};

QAccessibleInterface *makeInterface(const QString &className, QObject *object)
{
    if (className != QLatin1String(DiagramView::staticMetaObject.className()))
        return nullptr;
    auto *view = qobject_cast<DiagramView *>(object);
    return view == nullptr ? nullptr : new DiagramInterface(view);
}

void send(DiagramView *view, const QList<AccessEvent> &events)
{
    for (const AccessEvent &one : events) {
        QAccessibleEvent event(view, one.what);
        event.setChild(one.child);
        QAccessible::updateAccessibility(&event);
    }
}

} // namespace

void installDiagramAccess()
{
    QAccessible::installFactory(makeInterface); // Qt keeps each factory once
}

QList<AccessEvent> selectionEvents(const DiagramView &view, int before, int now)
{
    const QList<int> nodes = stateNodes(view);
    QList<AccessEvent> events;
    const auto add = [&nodes, &events](QAccessible::Event what, int node) {
        if (const qsizetype child = nodes.indexOf(node); child >= 0)
            events.append({what, static_cast<int>(child)});
    };
    add(QAccessible::SelectionRemove, before);
    add(QAccessible::Selection, now);
    if (view.hasFocus())
        add(QAccessible::Focus, now);
    return events;
}

QList<AccessEvent> statusEvents(const DiagramView &view, const RunOverlay *before, const RunOverlay *now)
{
    const auto word = [](const RunOverlay *run, const QString &name) {
        return run == nullptr ? QString() : stateStatusWord(run->state(name));
    };
    const QList<int> nodes = stateNodes(view);
    QList<AccessEvent> events;
    for (int child = 0; child < nodes.size(); ++child) {
        const QString &name = view.graph().nodes[nodes[child]].name;
        if (word(before, name) != word(now, name))
            events.append({QAccessible::NameChanged, child});
    }
    return events;
}

void announceSelection(DiagramView *view, int before, int now)
{
    if (QAccessible::isActive())
        send(view, selectionEvents(*view, before, now));
}

void announceStatus(DiagramView *view, const RunOverlay *before, const RunOverlay *now)
{
    if (QAccessible::isActive())
        send(view, statusEvents(*view, before, now));
}

void announceStates(DiagramView *view)
{
    QAccessibleEvent event(view, QAccessible::ObjectReorder);
    QAccessible::updateAccessibility(&event);
}

} // namespace widgets
