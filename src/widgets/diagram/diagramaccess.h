#pragma once

#include <QAccessible>
#include <QList>

namespace widgets {

class DiagramView;
struct RunOverlay;

//! QGraphicsView has no accessibility of its own. This teaches Qt to give a DiagramView a tree: one item a state, named
//! `<state>, <type>, <status>` (no status without a run), with its place, its focus and selection, and the actions
//! "Select" and "Press"; after the states comes the zoom bar. May be called again and again.
void installDiagramAccess();

//! One event of a DiagramView's tree.
struct AccessEvent
{
    QAccessible::Event what = QAccessible::Focus;
    int child = -1; //!< index of the state among the tree's children

    bool operator==(const AccessEvent &) const = default;
};

//! What is to be told when the selection moves. Node indices, -1 for none.
[[nodiscard]] QList<AccessEvent> selectionEvents(const DiagramView &view, int before, int now);
//! What is to be told when another run, or another moment of it, is shown; null for none.
[[nodiscard]] QList<AccessEvent> statusEvents(const DiagramView &view, const RunOverlay *before, const RunOverlay *now);

// They tell it, if there is a screen reader to listen.
void announceSelection(DiagramView *view, int before, int now);
void announceStatus(DiagramView *view, const RunOverlay *before, const RunOverlay *now);
//! Tells them that there are other states now.
void announceStates(DiagramView *view);

} // namespace widgets
