#pragma once

#include "flowlang/flowgraph.h"

#include <QPainterPath>
#include <QRectF>

namespace widgets {

//! The outlines of the diagram's boxes, one a kind of state (visual language, Diagram).
enum class NodeShape { Disc, Ring, Box, Hexagon, Thin, Pill, Bubble, Octagon, Gap };

[[nodiscard]] NodeShape shapeOf(const flowlang::FlowGraph::Node &node);

//! The closed outline in `rect`, grown by `outset` on all sides (for the selection, which stands apart from the body).
[[nodiscard]] QPainterPath shapePath(NodeShape shape, const QRectF &rect, qreal outset = 0);

//! How much of the width at either side is no room for text.
[[nodiscard]] qreal shapeSide(NodeShape shape, qreal height);

} // namespace widgets
