#include "layout/routing.h"

#include "layout/paths.h"
#include "layout/ports.h"
#include "layout/sideports.h"
#include "layout/tracks.h"
#include "layout/verticals.h"

#include <algorithm>
#include <cmath>

namespace layout {

namespace {

class Router
{
public:
    Router(const Part &part, const Layered &graph, const Spacing &spacing, DiagramLayout &result)
        : m_part(part)
        , m_graph(graph)
        , m_spacing(spacing)
        , m_result(result)
        , m_ports(portsOf(graph, spacing))
        , m_sides(sidePorts(part, graph, m_ports, spacing))
        , m_vertical(verticals(graph, m_ports, spacing))
    {
    }

    QSizeF run();

private:
    void placeBoxes();
    void routeEdge(int edge);
    void routeLoop(int loop);
    [[nodiscard]] QList<QPointF> points(int edge) const;
    [[nodiscard]] QPointF begin(int box, int next, int segment) const;
    [[nodiscard]] QPointF end(int box, int previous, int segment) const;
    [[nodiscard]] double middle(int item) const;
    void draw(int id, const QList<QPointF> &way);
    [[nodiscard]] QRectF extent() const;

    const Part &m_part;
    const Layered &m_graph;
    const Spacing &m_spacing;
    DiagramLayout &m_result;
    Ports m_ports;
    SidePorts m_sides;
    Verticals m_vertical;
};

double Router::middle(int item) const
{
    const int layer = m_graph.items[item].layer;
    return (m_vertical.top[layer] + m_vertical.bottom[layer]) / 2;
}

void Router::placeBoxes()
{
    for (size_t node = 0; node < m_part.ids.size(); ++node) {
        const QSizeF &size = m_part.sizes[node];
        const int box = m_graph.boxOf[node];
        m_result.nodes[m_part.ids[node]] =
            QRectF(QPointF(m_graph.items[box].x - size.width() / 2, middle(box) - size.height() / 2), size);
    }
}

//! Where a line begins at its upper box: at the bottom, or at a side if a turn follows or the ports say so.
QPointF Router::begin(int box, int next, int segment) const
{
    const Item &item = m_graph.items[box];
    const Item &after = m_graph.items[next];
    if (after.kind == Item::Kind::Turn && after.layer == item.layer)
        return {item.x + item.left * static_cast<int>(after.side), middle(box) + m_sides.turns[next]};
    const Side side = m_ports.leaves[segment];
    if (side != Side::None)
        return {item.x + item.left * static_cast<int>(side), middle(box) + m_sides.leaves[segment]};
    return {m_ports.above[segment], middle(box) + item.height / 2};
}

QPointF Router::end(int box, int previous, int segment) const
{
    const Item &item = m_graph.items[box];
    const Item &before = m_graph.items[previous];
    if (before.kind == Item::Kind::Turn && before.layer == item.layer)
        return {item.x + item.left * static_cast<int>(before.side), middle(box) + m_sides.turns[previous]};
    const Side side = m_ports.enters[segment];
    if (side != Side::None)
        return {item.x + item.left * static_cast<int>(side), middle(box) + m_sides.enters[segment]};
    return {m_ports.below[segment], middle(box) - item.height / 2};
}

//! The corners of an edge from its upper box to its lower one.
QList<QPointF> Router::points(int edge) const
{
    const std::vector<int> &chain = m_graph.chains[edge];
    int segment = m_graph.firstSegment[edge];
    QList<QPointF> way{begin(chain.front(), chain[1], segment)};
    for (size_t i = 1; i < chain.size(); ++i) {
        if (m_graph.items[chain[i - 1]].layer == m_graph.items[chain[i]].layer)
            continue; // a box and its turn
        const double above = m_ports.above[segment];
        const double below = m_ports.below[segment];
        const QPointF last = way.last();
        if (last.x() != above)
            way.append({above, last.y()}); // out of the side of a box
        if (above != below) {
            const double y = m_vertical.track[segment];
            way.append({above, y});
            way.append({below, y});
        }
        ++segment;
    }
    const QPointF tip = end(chain.back(), chain[chain.size() - 2], segment - 1);
    if (way.last().x() != tip.x())
        way.append({way.last().x(), tip.y()}); // into the side of a box
    way.append(tip);
    return way;
}

void Router::draw(int id, const QList<QPointF> &way)
{
    const QList<QPointF> corners = simplified(way);
    EdgeGeometry &geometry = m_result.edges[id];
    geometry.path = roundedPath(corners, m_spacing.bendRadius);
    geometry.tip = corners.last();
    if (corners.size() > 1) {
        const QPointF last = corners.last() - corners[corners.size() - 2];
        geometry.tipAngle = std::atan2(last.y(), last.x()) * 180 / M_PI;
    }
}

void Router::routeEdge(int edge)
{
    const PartEdge &e = m_part.edges[edge];
    if (e.id < 0)
        return;
    QList<QPointF> way = points(edge);
    if (e.reversed)
        std::reverse(way.begin(), way.end());
    draw(e.id, way);
    for (const int item : m_graph.chains[edge]) {
        if (m_graph.items[item].kind != Item::Kind::Label)
            continue;
        const QPointF corner(m_graph.items[item].x - e.label.width() / 2, middle(item) - e.label.height() / 2);
        m_result.edges[e.id].label = QRectF(corner, e.label);
    }
}

void Router::routeLoop(int loop)
{
    const SelfLoop &self = m_part.loops[loop];
    const SidePorts::Loop &port = m_sides.loops[loop];
    const int box = m_graph.boxOf[self.node];
    const double border = m_graph.items[box].x + m_graph.items[box].left;
    const double y = middle(box);
    const double x = border + port.x;
    draw(self.id, {{border, y + port.leave}, {x, y + port.leave}, {x, y + port.enter}, {border, y + port.enter}});
    if (!self.label.isEmpty()) {
        const double height = self.label.height();
        const double centre = y + (port.leave + port.enter) / 2;
        m_result.edges[self.id].label = QRectF({x + m_spacing.labelGap, centre - height / 2}, self.label);
    }
}

QRectF Router::extent() const
{
    QRectF all;
    for (const int id : m_part.ids)
        all |= m_result.nodes[id];
    const auto add = [&](int id) {
        if (id >= 0)
            all |= m_result.edges[id].path.controlPointRect() | m_result.edges[id].label;
    };
    for (const PartEdge &edge : m_part.edges)
        add(edge.id);
    for (const SelfLoop &loop : m_part.loops)
        add(loop.id);
    return all;
}

QSizeF Router::run()
{
    placeBoxes();
    for (size_t edge = 0; edge < m_part.edges.size(); ++edge)
        routeEdge(static_cast<int>(edge));
    for (size_t loop = 0; loop < m_part.loops.size(); ++loop)
        routeLoop(static_cast<int>(loop));
    const QRectF all = extent();
    movePart(m_part, -all.topLeft(), m_result);
    return all.size();
}

} // namespace

void movePart(const Part &part, const QPointF &by, DiagramLayout &result)
{
    for (const int id : part.ids)
        result.nodes[id].translate(by);
    const auto move = [&](int id) {
        if (id < 0)
            return;
        EdgeGeometry &edge = result.edges[id];
        edge.path.translate(by);
        edge.tip += by;
        if (!edge.label.isNull())
            edge.label.translate(by);
    };
    for (const PartEdge &edge : part.edges)
        move(edge.id);
    for (const SelfLoop &loop : part.loops)
        move(loop.id);
}

QSizeF route(const Part &part, const Layered &graph, const Spacing &spacing, DiagramLayout &result)
{
    return Router(part, graph, spacing, result).run();
}

} // namespace layout
