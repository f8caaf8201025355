#pragma once

#include "layout/diagramlayout.h"

#include <QString>

namespace testsupport {

//! Everything that must hold of every layout. \returns the first thing that does not, in words; empty if all is well.
QString layoutFault(const layout::Graph &graph, const layout::DiagramLayout &result);

//! Whether two layouts are the same in every number.
bool sameLayout(const layout::DiagramLayout &a, const layout::DiagramLayout &b);

//! Points on a path, at most `step` apart, with the corners of its straight pieces.
QList<QPointF> sampled(const QPainterPath &path, qreal step = 2);

//! How often different lines cross, counted on points along them. Meetings within 3 of an end of either line do not
//! count (there they share a box).
int countCrossings(const QList<QList<QPointF>> &lines);

//! The drawn lines of a layout.
QList<QList<QPointF>> linesOf(const layout::DiagramLayout &result);

} // namespace testsupport
