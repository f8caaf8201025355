#include "widgets/diagram/diagramgeometry.h"

#include "widgets/diagram/annotations.h"
#include "widgets/diagram/runoverlay.h"

#include "widgets/diagram/diagramtext.h"
#include "widgets/theme/fonts.h"

#include <QFontMetricsF>
#include <QSet>

#include <algorithm>
#include <cmath>
#include <utility>

namespace widgets {

namespace {

using flowlang::FlowGraph;

constexpr qreal GlyphRoom = 16 + 8;

NodeFace faceOf(const FlowGraph::Node &node, Detail detail)
{
    NodeFace face;
    face.shape = shapeOf(node);
    if (face.shape == NodeShape::Disc || face.shape == NodeShape::Ring)
        return face;
    face.title = elidedMiddle(oneLine(node.name), LongestStateName);
    if (detail == Detail::Compact)
        return face;
    face.glyph = glyphOf(node);
    const bool oneLineOnly = face.shape == NodeShape::Hexagon || face.shape == NodeShape::Thin;
    if (face.shape == NodeShape::Gap)
        face.subtitle = nodeTypeWord(node);
    else if (!oneLineOnly)
        face.subtitle = elidedMiddle(oneLine(node.subtitle), LongestStateName);
    return face;
}

QSizeF sizeOf(const NodeFace &face, const QFontMetricsF &title, const QFontMetricsF &small, Detail detail)
{
    if (face.shape == NodeShape::Disc)
        return {12, 12};
    if (face.shape == NodeShape::Ring)
        return {16, 16};
    const qreal pad = detail == Detail::Compact ? 3 : 8;
    qreal height = title.height() + 2 * pad;
    if (!face.subtitle.isEmpty())
        height += small.height();
    if (face.shape == NodeShape::Thin && detail == Detail::Full)
        height = title.height() + 8;
    qreal text = std::max(title.horizontalAdvance(face.title), small.horizontalAdvance(face.subtitle));
    if (face.glyph != Glyph::None)
        text += GlyphRoom;
    const qreal least = detail == Detail::Compact ? 64 : 96;
    // Even numbers keep middles on whole pixels, and so the straight lines crisp.
    const qreal width = std::max(least, text + 2 * shapeSide(face.shape, height));
    return {2 * std::ceil(width / 2), 2 * std::ceil(height / 2)};
}

//! Without labels, arrows between the same two boxes say the same.
void joinParallelEdges(FlowGraph &graph)
{
    QSet<std::pair<int, int>> seen;
    graph.edges.removeIf([&seen](const FlowGraph::Edge &edge) {
        const qsizetype before = seen.size();
        seen.insert({edge.from, edge.to});
        return seen.size() == before;
    });
}

layout::Spacing spacingOf(Detail detail)
{
    layout::Spacing spacing;
    if (detail == Detail::Compact) {
        spacing.nodeGap = 16;
        spacing.rankGap = 16;
        spacing.edgeGap = 10;
        spacing.margin = 4;
    }
    return spacing;
}

} // namespace

//! The room of a run that was everywhere, often and long: known beforehand, a picture that is followed does not jump.
static QRectF roomForRun(const DiagramGeometry &geometry)
{
    RunOverlay overlay;
    for (const FlowGraph::Node &node : geometry.graph.nodes) {
        if (node.kind == FlowGraph::Node::Kind::State)
            overlay.states.insert(node.name, {RunStatusKind::Succeeded, 12, 3'599'000, false});
    }
    QRectF room = geometry.bounds();
    const QList<Annotation> annotations = placeAnnotations(geometry, overlay);
    for (const Annotation &annotation : annotations) {
        if (!annotation.place.isNull())
            room |= annotation.place.adjusted(-4, -4, 4, 4);
    }
    return room;
}

DiagramGeometry buildGeometry(const FlowGraph &graph, const QFont &body, Detail detail)
{
    DiagramGeometry geometry;
    geometry.graph = graph;
    if (detail == Detail::Compact)
        joinParallelEdges(geometry.graph);
    geometry.titleFont = strongFont(body);
    geometry.smallFont = smallFont(body);
    const QFontMetricsF title(geometry.titleFont);
    const QFontMetricsF small(geometry.smallFont);
    layout::Graph boxes;
    boxes.happyPath = graph.happyPath;
    for (const FlowGraph::Node &node : graph.nodes) {
        geometry.nodes.append(faceOf(node, detail));
        boxes.nodes.append({sizeOf(geometry.nodes.constLast(), title, small, detail)});
    }
    for (const FlowGraph::Edge &edge : std::as_const(geometry.graph.edges)) {
        const QString label = detail == Detail::Full ? elidedRight(oneLine(edge.text), LongestEdgeLabel) : QString();
        geometry.edgeLabels.append(label);
        QSizeF room;
        if (!label.isEmpty())
            room = QSizeF(std::ceil(small.horizontalAdvance(label)) + 10, std::ceil(small.height()) + 2);
        boxes.edges.append({edge.from, edge.to, room, edge.kind == FlowGraph::Edge::Kind::Catch});
    }
    geometry.layout = layout::layOut(boxes, spacingOf(detail));
    if (detail == Detail::Full)
        geometry.runRoom = roomForRun(geometry);
    return geometry;
}

bool sameGraph(const FlowGraph &a, const FlowGraph &b)
{
    const auto sameNode = [](const FlowGraph::Node &x, const FlowGraph::Node &y) {
        return x.kind == y.kind && x.name == y.name && x.type == y.type && x.subtitle == y.subtitle &&
               x.comment == y.comment && x.reachable == y.reachable && x.ends == y.ends;
    };
    const auto sameEdge = [](const FlowGraph::Edge &x, const FlowGraph::Edge &y) {
        return x.kind == y.kind && x.from == y.from && x.to == y.to && x.text == y.text;
    };
    return a.happyPath == b.happyPath &&
           std::equal(a.nodes.cbegin(), a.nodes.cend(), b.nodes.cbegin(), b.nodes.cend(), sameNode) &&
           std::equal(a.edges.cbegin(), a.edges.cend(), b.edges.cbegin(), b.edges.cend(), sameEdge);
}

} // namespace widgets
