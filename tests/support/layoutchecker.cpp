#include "support/layoutchecker.h"

#include <QLineF>

#include <algorithm>
#include <cmath>

namespace testsupport {

namespace {

using layout::DiagramLayout;
using layout::EdgeGeometry;
using layout::Graph;

constexpr qreal Slack = 0.01;

bool isFinite(const QRectF &rect)
{
    return std::isfinite(rect.x()) && std::isfinite(rect.y()) && std::isfinite(rect.width()) &&
           std::isfinite(rect.height());
}

//! Overlap of interiors; touching borders are fine.
bool overlap(const QRectF &a, const QRectF &b)
{
    return a.left() < b.right() - Slack && b.left() < a.right() - Slack && a.top() < b.bottom() - Slack &&
           b.top() < a.bottom() - Slack;
}

bool onBorder(const QPointF &point, const QRectF &box)
{
    const bool within = box.adjusted(-Slack, -Slack, Slack, Slack).contains(point);
    const QRectF inside = box.adjusted(Slack, Slack, -Slack, -Slack);
    return within && !(inside.isValid() && inside.contains(point));
}

//! Whether a straight piece passes through the interior of a box (clipping after Liang and Barsky).
bool passesThrough(const QPointF &from, const QPointF &to, const QRectF &box)
{
    const QRectF inner = box.adjusted(0.1, 0.1, -0.1, -0.1);
    if (!inner.isValid())
        return false;
    qreal enter = 0;
    qreal leave = 1;
    const auto clip = [&](qreal start, qreal way, qreal least, qreal most) {
        if (way == 0)
            return start > least && start < most;
        const qreal first = (least - start) / way;
        const qreal second = (most - start) / way;
        enter = std::max(enter, std::min(first, second));
        leave = std::min(leave, std::max(first, second));
        return enter < leave;
    };
    return clip(from.x(), to.x() - from.x(), inner.left(), inner.right()) &&
           clip(from.y(), to.y() - from.y(), inner.top(), inner.bottom());
}

bool valid(const Graph &graph, const layout::Edge &edge)
{
    const auto known = [&graph](int node) { return node >= 0 && node < graph.nodes.size(); };
    return known(edge.from) && known(edge.to);
}

QString text(const QRectF &rect)
{
    return QStringLiteral("(%1, %2, %3 x %4)").arg(rect.x()).arg(rect.y()).arg(rect.width()).arg(rect.height());
}

QString boxFault(const Graph &graph, const DiagramLayout &result, const QRectF &all)
{
    for (int i = 0; i < result.nodes.size(); ++i) {
        const QRectF &box = result.nodes[i];
        if (!isFinite(box) || !all.contains(box))
            return QStringLiteral("box %1 %2 is not inside the diagram").arg(i).arg(text(box));
        const QSizeF difference = box.size() - graph.nodes[i].size;
        if (std::abs(difference.width()) > Slack || std::abs(difference.height()) > Slack)
            return QStringLiteral("box %1 has not its own size").arg(i);
        for (int j = 0; j < i; ++j) {
            if (overlap(box, result.nodes[j]))
                return QStringLiteral("boxes %1 and %2 overlap: %3 %4")
                    .arg(j)
                    .arg(i)
                    .arg(text(result.nodes[j]), text(box));
        }
    }
    return {};
}

QString labelFault(const Graph &graph, const DiagramLayout &result, int index, const QRectF &all)
{
    const QRectF &label = result.edges[index].label;
    if (graph.edges[index].label.isEmpty())
        return label.isNull() ? QString() : QStringLiteral("edge %1 has a label that nobody asked for").arg(index);
    if (!isFinite(label) || !all.contains(label))
        return QStringLiteral("label %1 %2 is not inside the diagram").arg(index).arg(text(label));
    if (label.size() != graph.edges[index].label)
        return QStringLiteral("label %1 has not its own size").arg(index);
    for (int i = 0; i < result.nodes.size(); ++i) {
        if (overlap(label, result.nodes[i]))
            return QStringLiteral("label %1 %2 overlaps box %3 %4")
                .arg(index)
                .arg(text(label))
                .arg(i)
                .arg(text(result.nodes[i]));
    }
    for (int i = 0; i < index; ++i) {
        if (overlap(label, result.edges[i].label))
            return QStringLiteral("labels %1 and %2 overlap").arg(i).arg(index);
    }
    return {};
}

QString pathFault(const Graph &graph, const DiagramLayout &result, int index, const QRectF &all)
{
    const EdgeGeometry &edge = result.edges[index];
    const layout::Edge &wanted = graph.edges[index];
    if (edge.path.elementCount() < 2)
        return QStringLiteral("edge %1 has no path").arg(index);
    const QList<QPointF> points = polyline(edge.path);
    for (int k = 0; k < points.size(); ++k) {
        const QPointF &point = points[k];
        if (!std::isfinite(point.x()) || !std::isfinite(point.y()) || !all.contains(point))
            return QStringLiteral("edge %1 leaves the diagram at %2, %3").arg(index).arg(point.x()).arg(point.y());
        for (int i = 0; i < result.nodes.size() && k > 0; ++i) {
            if (passesThrough(points[k - 1], point, result.nodes[i]))
                return QStringLiteral("edge %1 goes through box %2 %3 at %4, %5")
                    .arg(index)
                    .arg(i)
                    .arg(text(result.nodes[i]))
                    .arg(point.x())
                    .arg(point.y());
        }
    }
    if (!onBorder(points.first(), result.nodes[wanted.from]))
        return QStringLiteral("edge %1 does not begin on the border of box %2").arg(index).arg(wanted.from);
    if (!onBorder(edge.tip, result.nodes[wanted.to]) || QLineF(points.last(), edge.tip).length() > Slack)
        return QStringLiteral("edge %1 does not end on the border of box %2").arg(index).arg(wanted.to);
    const QPointF before = edge.path.pointAtPercent(edge.path.percentAtLength(std::max(0.0, edge.path.length() - 0.5)));
    const qreal angle = std::atan2(edge.tip.y() - before.y(), edge.tip.x() - before.x()) * 180 / M_PI;
    if (std::abs(std::remainder(angle - edge.tipAngle, 360)) > 1)
        return QStringLiteral("edge %1 arrives at %2 degrees, not at %3").arg(index).arg(angle).arg(edge.tipAngle);
    return {};
}

QString happyFault(const Graph &graph, const DiagramLayout &result)
{
    QList<int> path;
    for (const int node : graph.happyPath) {
        if (node >= 0 && node < result.nodes.size() && !path.contains(node))
            path.append(node);
    }
    for (int i = 1; i < path.size(); ++i) {
        const QPointF above = result.nodes[path[i - 1]].center();
        const QPointF here = result.nodes[path[i]].center();
        if (std::abs(above.x() - here.x()) > Slack || here.y() <= above.y())
            return QStringLiteral("the happy path is not straight at box %1").arg(path[i]);
        bool linked = false;
        bool straight = false;
        for (int e = 0; e < graph.edges.size(); ++e) {
            if (graph.edges[e].from != path[i - 1] || graph.edges[e].to != path[i])
                continue;
            linked = true;
            const QRectF extent = result.edges[e].path.controlPointRect();
            straight = straight || (extent.width() < Slack && std::abs(extent.center().x() - here.x()) < Slack);
        }
        if (linked && !straight)
            return QStringLiteral("no straight edge of the happy path leads to box %1").arg(path[i]);
    }
    return {};
}

int side(const QPointF &a, const QPointF &b, const QPointF &c)
{
    const qreal cross = (b.x() - a.x()) * (c.y() - a.y()) - (b.y() - a.y()) * (c.x() - a.x());
    return cross > 1e-9 ? 1 : cross < -1e-9 ? -1 : 0;
}

} // namespace

QList<QPointF> polyline(const QPainterPath &path)
{
    QList<QPointF> points;
    for (int i = 0; i < path.elementCount(); ++i) {
        const QPainterPath::Element &element = path.elementAt(i);
        if (element.isCurveTo() && !points.isEmpty()) {
            QPainterPath curve(points.last());
            curve.cubicTo(element, path.elementAt(i + 1), path.elementAt(i + 2));
            for (int k = 1; k <= 8; ++k)
                points.append(curve.pointAtPercent(k / 8.0));
            i += 2;
        } else {
            points.append(element);
        }
    }
    return points;
}

QList<QList<QPointF>> linesOf(const DiagramLayout &result)
{
    QList<QList<QPointF>> lines;
    for (const EdgeGeometry &edge : result.edges)
        lines.append(polyline(edge.path));
    return lines;
}

int countCrossings(const QList<QList<QPointF>> &lines)
{
    constexpr qreal Near = 3;
    int count = 0;
    const auto atEnd = [](const QPointF &point, const QList<QPointF> &line) {
        return QLineF(point, line.first()).length() < Near || QLineF(point, line.last()).length() < Near;
    };
    const auto crossings = [&](const QList<QPointF> &a, const QList<QPointF> &b) {
        QList<QPointF> found; // a crossing at a corner is met by two pieces
        for (int i = 1; i < a.size(); ++i) {
            for (int j = 1; j < b.size(); ++j) {
                QPointF point;
                if (QLineF(a[i - 1], a[i]).intersects(QLineF(b[j - 1], b[j]), &point) != QLineF::BoundedIntersection)
                    continue;
                const bool known = std::any_of(found.cbegin(), found.cend(),
                                               [&](const QPointF &f) { return QLineF(f, point).length() < 1; });
                const bool touches = side(a[i - 1], a[i], b[j - 1]) == 0 && side(a[i - 1], a[i], b[j]) == 0;
                if (!known && !touches && !atEnd(point, a) && !atEnd(point, b))
                    found.append(point);
            }
        }
        return int(found.size());
    };
    for (int i = 0; i < lines.size(); ++i) {
        for (int j = 0; j < i; ++j)
            count += crossings(lines[i], lines[j]);
    }
    return count;
}

bool sameLayout(const DiagramLayout &a, const DiagramLayout &b)
{
    const auto same = [](const EdgeGeometry &x, const EdgeGeometry &y) {
        return x.path == y.path && x.label == y.label && x.tip == y.tip && x.tipAngle == y.tipAngle;
    };
    return a.size == b.size && a.nodes == b.nodes && a.crossings == b.crossings && a.edges.size() == b.edges.size() &&
           std::equal(a.edges.cbegin(), a.edges.cend(), b.edges.cbegin(), same);
}

QString layoutFault(const Graph &graph, const DiagramLayout &result)
{
    if (result.nodes.size() != graph.nodes.size() || result.edges.size() != graph.edges.size())
        return QStringLiteral("not every box or edge has its geometry");
    const QRectF all = QRectF(QPointF(), result.size).adjusted(-Slack, -Slack, Slack, Slack);
    if (!isFinite(all))
        return QStringLiteral("the size is not finite");
    QString fault = boxFault(graph, result, all);
    for (int i = 0; i < graph.edges.size() && fault.isEmpty(); ++i) {
        if (!valid(graph, graph.edges[i])) {
            if (!result.edges[i].path.isEmpty() || !result.edges[i].label.isNull())
                fault = QStringLiteral("edge %1 leads nowhere, and is drawn").arg(i);
            continue;
        }
        fault = pathFault(graph, result, i, all);
        if (fault.isEmpty())
            fault = labelFault(graph, result, i, all);
    }
    return fault.isEmpty() ? happyFault(graph, result) : fault;
}

} // namespace testsupport
