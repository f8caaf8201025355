#include "widgets/diagram/diagramtravel.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace widgets {

namespace {

using flowlang::FlowGraph;

//! The states in the order of the happy path, or of the document if there is no such path.
QList<int> mainLine(const DiagramGeometry &geometry)
{
    QList<int> line;
    for (const int node : geometry.graph.happyPath) {
        if (canTravelTo(geometry, node))
            line.append(node);
    }
    for (int node = 0; line.isEmpty() && node < geometry.graph.nodes.size(); ++node) {
        if (canTravelTo(geometry, node))
            line.append(node);
    }
    return line;
}

int alongEdge(const DiagramGeometry &geometry, int from, bool forward)
{
    const QList<int> line = mainLine(geometry);
    const qsizetype at = line.indexOf(from);
    if (at >= 0 && forward && at + 1 < line.size())
        return line[at + 1];
    if (at > 0 && !forward)
        return line[at - 1];
    // Off the line: the first arrow that leads on in this direction, else the first at all.
    int any = from;
    for (const FlowGraph::Edge &edge : geometry.graph.edges) {
        const int here = forward ? edge.from : edge.to;
        const int there = forward ? edge.to : edge.from;
        if (here != from || there == from || !canTravelTo(geometry, there))
            continue;
        const qreal step = geometry.layout.nodes[there].center().y() - geometry.layout.nodes[from].center().y();
        if (forward == (step > 0))
            return there;
        if (any == from)
            any = there;
    }
    return any;
}

int inRank(const DiagramGeometry &geometry, int from, bool toRight)
{
    const QRectF here = geometry.layout.nodes[from];
    int best = from;
    qreal least = std::numeric_limits<qreal>::max();
    for (int node = 0; node < geometry.layout.nodes.size(); ++node) {
        const QRectF there = geometry.layout.nodes[node];
        const qreal apart = toRight ? there.center().x() - here.center().x() : here.center().x() - there.center().x();
        const bool sameRank =
            std::abs(there.center().y() - here.center().y()) < std::max(there.height(), here.height()) / 2;
        if (node != from && canTravelTo(geometry, node) && sameRank && apart > 0 && apart < least) {
            least = apart;
            best = node;
        }
    }
    return best;
}

int inDocument(const DiagramGeometry &geometry, int from, int step)
{
    for (int node = from + step; node >= 0 && node < geometry.graph.nodes.size(); node += step) {
        if (canTravelTo(geometry, node))
            return node;
    }
    return from;
}

} // namespace

bool canTravelTo(const DiagramGeometry &geometry, int node)
{
    return geometry.hasNode(node) && geometry.graph.nodes[node].kind == FlowGraph::Node::Kind::State;
}

int travel(const DiagramGeometry &geometry, int from, Travel way)
{
    const QList<int> line = mainLine(geometry);
    if (line.isEmpty())
        return -1;
    if (way == Travel::Last)
        return line.constLast();
    if (way == Travel::First || !canTravelTo(geometry, from))
        return line.constFirst();
    switch (way) {
    case Travel::Down:
        return alongEdge(geometry, from, true);
    case Travel::Up:
        return alongEdge(geometry, from, false);
    case Travel::Left:
        return inRank(geometry, from, false);
    case Travel::Right:
        return inRank(geometry, from, true);
    case Travel::Next:
        return inDocument(geometry, from, 1);
    case Travel::Previous:
        return inDocument(geometry, from, -1);
    case Travel::First:
    case Travel::Last:
        break;
    }
    return from;
}

} // namespace widgets
