#include "widgets/diagram/diagrampainter.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QtMath>

#include <algorithm>
#include <cmath>

namespace widgets {

namespace {

using flowlang::FlowGraph;

constexpr qreal ArrowLength = 7;
constexpr qreal ArrowHalf = 3.6;
constexpr qreal NotReached = 0.45;

QPen outlinePen(const NodeFace &face, const NodeLook &look, const Theme &theme)
{
    const bool faded = look.inRun && !look.reached;
    QPen pen(theme.muted, face.shape == NodeShape::Thin ? 1 : 1.3);
    if (look.state != nullptr)
        pen = QPen(statusColours(look.state->status, theme).ink, look.state->isCurrent ? 2.5 : 1.6);
    else if (face.shape == NodeShape::Octagon)
        pen.setColor(theme.failed.ink);
    else if (face.shape == NodeShape::Gap)
        pen.setColor(theme.failed.ink);
    if (faded || face.shape == NodeShape::Gap)
        pen.setDashPattern({3, 2.4});
    pen.setJoinStyle(Qt::RoundJoin);
    return pen;
}

QColor ground(const NodeFace &face, const NodeLook &look, const Theme &theme)
{
    if (look.state != nullptr)
        return statusColours(look.state->status, theme).tint;
    return face.shape == NodeShape::Octagon ? theme.failed.tint : theme.surface;
}

//! Letters of less than about four pixels say nothing: then a bar stands for the line, as long as it.
bool legible(const QPainter &painter, const QFont &font)
{
    const qreal scale = std::abs(painter.worldTransform().m11());
    return QFontMetricsF(font).height() * scale >= 6;
}

void paintLine(QPainter &painter, const QRectF &line, const QString &text, const QFont &font, const QColor &colour)
{
    if (text.isEmpty())
        return;
    if (!legible(painter, font)) {
        const QFontMetricsF metrics(font);
        const qreal width = std::min(metrics.horizontalAdvance(text), line.width());
        const QRectF bar(line.center().x() - width / 2, line.center().y() - 2, width, 4);
        QColor faint = colour;
        faint.setAlphaF(0.55F);
        painter.setPen(Qt::NoPen);
        painter.setBrush(faint);
        painter.drawRoundedRect(bar, 2, 2);
        return;
    }
    painter.setFont(font);
    painter.setPen(colour);
    painter.drawText(line, Qt::AlignCenter | Qt::TextSingleLine | Qt::TextDontClip, text);
}

void paintText(QPainter &painter, const DiagramGeometry &geometry, const NodeFace &face, const QRectF &rect,
               const QColor &ink, const Theme &theme)
{
    const QFontMetricsF title(geometry.titleFont);
    const QFontMetricsF small(geometry.smallFont);
    qreal wide = std::max(title.horizontalAdvance(face.title), small.horizontalAdvance(face.subtitle));
    QRectF column = rect;
    if (face.glyph != Glyph::None) {
        constexpr qreal room = 16 + 8;
        const qreal left = rect.center().x() - (wide + room) / 2;
        paintGlyph(painter, QRectF(left, rect.center().y() - 8, 16, 16), face.glyph,
                   ink == theme.text ? theme.muted : ink);
        column.setLeft(left + room);
        column.setWidth(wide);
    }
    const qreal block = title.height() + (face.subtitle.isEmpty() ? 0 : small.height());
    const qreal top = rect.center().y() - block / 2;
    paintLine(painter, QRectF(column.left(), top, column.width(), title.height()), face.title, geometry.titleFont,
              theme.text);
    paintLine(painter, QRectF(column.left(), top + title.height(), column.width(), small.height()), face.subtitle,
              geometry.smallFont, theme.muted);
}

void paintTerminal(QPainter &painter, const NodeFace &face, const QRectF &rect, const NodeLook &look,
                   const Theme &theme)
{
    const QColor ink = look.inRun && look.reached ? theme.text : theme.muted;
    if (face.shape == NodeShape::Disc) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(ink);
        painter.drawEllipse(rect);
        return;
    }
    painter.setPen(QPen(ink, 1.6));
    painter.setBrush(theme.surface);
    painter.drawEllipse(rect.adjusted(0.8, 0.8, -0.8, -0.8));
    painter.setPen(Qt::NoPen);
    painter.setBrush(ink);
    painter.drawEllipse(rect.center(), rect.width() * 0.25, rect.height() * 0.25);
}

QColor edgeColour(const FlowGraph::Edge &edge, const EdgeLook &look, const Theme &theme)
{
    if (look.taken)
        return theme.text;
    return edge.kind == FlowGraph::Edge::Kind::Catch ? theme.failed.ink : theme.muted;
}

} // namespace

void paintNode(QPainter &painter, const DiagramGeometry &geometry, int node, const NodeLook &look, const Theme &theme)
{
    const NodeFace &face = geometry.nodes[node];
    const QRectF rect = geometry.layout.nodes[node];
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    if (look.selected) {
        painter.setPen(QPen(theme.accent, 2, Qt::SolidLine, Qt::SquareCap, Qt::RoundJoin));
        painter.setBrush(Qt::NoBrush);
        painter.drawPath(shapePath(face.shape, rect, 4)); // 3 px of air, then a line of 2 px
    }
    if (look.inRun && !look.reached)
        painter.setOpacity(painter.opacity() * NotReached);
    if (face.shape == NodeShape::Disc || face.shape == NodeShape::Ring) {
        paintTerminal(painter, face, rect, look, theme);
    } else {
        const QPen pen = outlinePen(face, look, theme);
        painter.setPen(pen);
        painter.setBrush(ground(face, look, theme));
        painter.drawPath(shapePath(face.shape, rect, -pen.widthF() / 2));
        const qreal tail = face.shape == NodeShape::Bubble ? 8 : 0;
        paintText(painter, geometry, face, rect.adjusted(tail, 0, 0, 0),
                  look.state != nullptr ? pen.color() : theme.text, theme);
    }
    painter.restore();
}

void paintEdge(QPainter &painter, const DiagramGeometry &geometry, int edge, const EdgeLook &look, const Theme &theme)
{
    const layout::EdgeGeometry &shape = geometry.layout.edges[edge];
    if (shape.path.isEmpty())
        return;
    const FlowGraph::Edge &what = geometry.graph.edges[edge];
    const QColor colour = edgeColour(what, look, theme);
    const qreal angle = qDegreesToRadians(shape.tipAngle);
    const QPointF along(std::cos(angle), std::sin(angle));
    const QPointF across(-along.y(), along.x());
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    QPen pen(colour, look.taken ? 2.5 : 1.5, Qt::SolidLine, Qt::FlatCap, Qt::RoundJoin);
    if (what.kind == FlowGraph::Edge::Kind::Catch)
        pen.setDashPattern({4, 3});
    painter.setPen(pen);
    painter.setBrush(Qt::NoBrush);
    QPainterPath line = shape.path;
    const QPointF neck = shape.tip - along * (ArrowLength - 1); // the line ends inside the head, not beside its tip
    line.setElementPositionAt(line.elementCount() - 1, neck.x(), neck.y());
    painter.drawPath(line);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    const qreal half = look.taken ? ArrowHalf + 1 : ArrowHalf;
    const QPointF back = shape.tip - along * (look.taken ? ArrowLength + 1 : ArrowLength);
    painter.drawPolygon(QPolygonF({shape.tip, back + across * half, back - across * half}));
    painter.restore();
}

void paintEdgeLabel(QPainter &painter, const DiagramGeometry &geometry, int edge, const EdgeLook &look,
                    const Theme &theme)
{
    const QRectF place = geometry.layout.edges[edge].label;
    if (place.isNull() || geometry.edgeLabels[edge].isEmpty())
        return;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.surface);
    painter.drawRoundedRect(place, 4, 4);
    paintLine(painter, place, geometry.edgeLabels[edge], geometry.smallFont,
              edgeColour(geometry.graph.edges[edge], look, theme));
    painter.restore();
}

void paintAnnotation(QPainter &painter, const DiagramGeometry &geometry, const Annotation &annotation,
                     const StateOverlay &state, const Theme &theme, qreal angle)
{
    const QRectF place = annotation.place;
    if (place.isNull())
        return;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    QColor veil = theme.sunken; // a line that runs behind does not disturb the words
    veil.setAlphaF(0.85F);
    painter.setPen(Qt::NoPen);
    painter.setBrush(veil);
    painter.drawRoundedRect(place, 4, 4);
    paintStatusShape(
        painter, QRectF(place.left() + 2, place.center().y() - AnnotationShape / 2, AnnotationShape, AnnotationShape),
        state.status, theme, angle);
    paintLine(painter, place.adjusted(AnnotationShape + 6, 0, -2, 0), annotation.text, geometry.smallFont, theme.muted);
    painter.restore();
}

NodeLook nodeLook(const DiagramGeometry &geometry, int node, const RunOverlay *overlay)
{
    NodeLook look;
    if (overlay == nullptr)
        return look;
    using Kind = FlowGraph::Node::Kind;
    look.inRun = true;
    const FlowGraph::Node &what = geometry.graph.nodes[node];
    if (what.kind == Kind::State) {
        look.state = overlay->state(what.name);
        look.reached = look.state != nullptr;
    } else {
        for (int i = 0; i < geometry.graph.edges.size() && !look.reached; ++i) {
            const FlowGraph::Edge &edge = geometry.graph.edges[i];
            look.reached = (edge.from == node || edge.to == node) && edgeLook(geometry, i, overlay).taken;
        }
    }
    return look;
}

EdgeLook edgeLook(const DiagramGeometry &geometry, int edge, const RunOverlay *overlay)
{
    if (overlay == nullptr)
        return {};
    using Kind = FlowGraph::Edge::Kind;
    const FlowGraph::Edge &what = geometry.graph.edges[edge];
    const auto name = [&geometry](int node) {
        return node >= 0 && node < geometry.graph.nodes.size() ? geometry.graph.nodes[node].name : QString();
    };
    if (what.kind == Kind::Start)
        return {overlay->state(name(what.to)) != nullptr};
    if (what.kind == Kind::End) {
        const StateOverlay *last = overlay->state(name(what.from));
        return {last != nullptr && last->status == RunStatusKind::Succeeded && !last->isCurrent};
    }
    return {overlay->transitions.contains({name(what.from), name(what.to)})};
}

void paintDiagram(QPainter &painter, const DiagramGeometry &geometry, const RunOverlay *overlay, const Theme &theme)
{
    const int edges = static_cast<int>(geometry.layout.edges.size());
    for (const bool taken : {false, true}) {
        for (int i = 0; i < edges; ++i) {
            if (const EdgeLook look = edgeLook(geometry, i, overlay); look.taken == taken)
                paintEdge(painter, geometry, i, look, theme);
        }
    }
    for (int i = 0; i < edges; ++i)
        paintEdgeLabel(painter, geometry, i, edgeLook(geometry, i, overlay), theme);
    for (int i = 0; i < geometry.layout.nodes.size(); ++i)
        paintNode(painter, geometry, i, nodeLook(geometry, i, overlay), theme);
    if (overlay == nullptr)
        return;
    const QList<Annotation> annotations = placeAnnotations(geometry, *overlay);
    for (int i = 0; i < annotations.size(); ++i) {
        if (const StateOverlay *state = overlay->state(geometry.graph.nodes[i].name))
            paintAnnotation(painter, geometry, annotations[i], *state, theme);
    }
}

QRectF paintedBounds(const DiagramGeometry &geometry, const RunOverlay *overlay)
{
    return overlay == nullptr ? geometry.bounds() : runBounds(geometry, placeAnnotations(geometry, *overlay));
}

QRectF runBounds(const DiagramGeometry &geometry, const QList<Annotation> &annotations)
{
    QRectF bounds = geometry.bounds() | geometry.runRoom;
    for (const Annotation &annotation : annotations) {
        if (!annotation.place.isNull())
            bounds |= annotation.place.adjusted(-4, -4, 4, 4);
    }
    return bounds;
}

} // namespace widgets
