#include "widgets/diagram/diagramitems.h"

#include <QPainterPathStroker>

namespace widgets {

namespace {

enum Level : int { EdgeLevel, TakenLevel, LabelLevel, NodeLevel, AnnotationLevel };

} // namespace

NodeItem::NodeItem(const DiagramPicture &picture, int node)
    : m_picture(picture)
    , m_node(node)
{
    setZValue(NodeLevel);
}

QRectF NodeItem::boundingRect() const
{
    return m_picture.geometry.layout.nodes[m_node].adjusted(-NodeReach, -NodeReach, NodeReach, NodeReach);
}

QPainterPath NodeItem::shape() const
{
    return shapePath(m_picture.geometry.nodes[m_node].shape, m_picture.geometry.layout.nodes[m_node]);
}

void NodeItem::paint(QPainter *painter, const QStyleOptionGraphicsItem *, QWidget *)
{
    NodeLook look = nodeLook(m_picture.geometry, m_node, m_picture.run());
    look.selected = m_picture.selected == m_node;
    paintNode(*painter, m_picture.geometry, m_node, look, m_picture.theme);
}

EdgeItem::EdgeItem(const DiagramPicture &picture, int edge)
    : m_picture(picture)
    , m_edge(edge)
{
    restack();
}

void EdgeItem::restack()
{
    setZValue(edgeLook(m_picture.geometry, m_edge, m_picture.run()).taken ? TakenLevel : EdgeLevel);
    update();
}

QRectF EdgeItem::boundingRect() const
{
    return m_picture.geometry.layout.edges[m_edge].path.boundingRect().adjusted(-EdgeReach, -EdgeReach, EdgeReach,
                                                                                EdgeReach);
}

QPainterPath EdgeItem::shape() const
{
    QPainterPathStroker stroker;
    stroker.setWidth(8);
    return stroker.createStroke(m_picture.geometry.layout.edges[m_edge].path);
}

void EdgeItem::paint(QPainter *painter, const QStyleOptionGraphicsItem *, QWidget *)
{
    paintEdge(*painter, m_picture.geometry, m_edge, edgeLook(m_picture.geometry, m_edge, m_picture.run()),
              m_picture.theme);
}

EdgeLabelItem::EdgeLabelItem(const DiagramPicture &picture, int edge)
    : m_picture(picture)
    , m_edge(edge)
{
    setZValue(LabelLevel);
}

QRectF EdgeLabelItem::boundingRect() const
{
    return m_picture.geometry.layout.edges[m_edge].label.adjusted(-1, -1, 1, 1);
}

void EdgeLabelItem::paint(QPainter *painter, const QStyleOptionGraphicsItem *, QWidget *)
{
    paintEdgeLabel(*painter, m_picture.geometry, m_edge, edgeLook(m_picture.geometry, m_edge, m_picture.run()),
                   m_picture.theme);
}

AnnotationItem::AnnotationItem(const DiagramPicture &picture, int node)
    : m_picture(picture)
    , m_node(node)
{
    setZValue(AnnotationLevel);
    setAcceptedMouseButtons(Qt::NoButton);
}

QRectF AnnotationItem::boundingRect() const
{
    return m_picture.annotations[m_node].place.adjusted(-1, -1, 1, 1);
}

void AnnotationItem::paint(QPainter *painter, const QStyleOptionGraphicsItem *, QWidget *)
{
    const RunOverlay *run = m_picture.run();
    if (run == nullptr)
        return;
    const StateOverlay *state = run->state(m_picture.geometry.graph.nodes[m_node].name);
    if (state != nullptr)
        paintAnnotation(*painter, m_picture.geometry, m_picture.annotations[m_node], *state, m_picture.theme,
                        state->isCurrent ? m_picture.angle : 0);
}

} // namespace widgets
