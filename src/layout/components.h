#pragma once

#include "layout/diagramlayout.h"
#include "layout/part.h"

#include <QPointF>

namespace layout {

//! Cuts a graph into its connected parts, the main one (with the happy path, else the largest) first, the others by
//! their first node. Edges with an end out of range are left out; sizes that are negative or not finite become 0.
[[nodiscard]] std::vector<Part> partsOf(const Graph &graph);

//! Places parts beside each other: the first at the origin, the others right of it, in columns about as high as it.
//! \returns the top left corner of each.
[[nodiscard]] std::vector<QPointF> pack(const std::vector<QSizeF> &sizes, qreal gap);

} // namespace layout
