#pragma once

#include "layout/layers.h"

namespace layout {

//! Writes the geometry of one part whose items have their x: boxes, paths and labels, from the origin, without margin.
//! `result` has its lists at their full length already. \returns the size of the part.
QSizeF route(const Part &part, const Layered &graph, const Spacing &spacing, DiagramLayout &result);

//! Moves everything of one part.
void movePart(const Part &part, const QPointF &by, DiagramLayout &result);

} // namespace layout
