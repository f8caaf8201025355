#pragma once

#include "layout/diagramlayout.h"

#include <QString>

namespace testsupport {

//! Everything that must hold of every layout. \returns the first thing that does not, in words; empty if all is well.
QString layoutFault(const layout::Graph &graph, const layout::DiagramLayout &result);

//! Whether two layouts are the same in every number.
bool sameLayout(const layout::DiagramLayout &a, const layout::DiagramLayout &b);

//! A path as straight pieces: its corners, and curves in eight pieces each.
QList<QPointF> polyline(const QPainterPath &path);

//! How often different lines cross, counted on their straight pieces. Meetings within 3 of an end of either line do not
//! count (there they share a box).
int countCrossings(const QList<QList<QPointF>> &lines);

//! The drawn lines of a layout.
QList<QList<QPointF>> linesOf(const layout::DiagramLayout &result);

} // namespace testsupport
