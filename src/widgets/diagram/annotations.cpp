#include "widgets/diagram/annotations.h"

#include <QFontMetricsF>
#include <QHash>
#include <QLineF>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace widgets {

namespace {

constexpr qreal Apart = 7;

bool crosses(const QLineF &line, const QRectF &rect)
{
    if (std::max(line.x1(), line.x2()) < rect.left() || std::min(line.x1(), line.x2()) > rect.right() ||
        std::max(line.y1(), line.y2()) < rect.top() || std::min(line.y1(), line.y2()) > rect.bottom())
        return false;
    if (rect.contains(line.p1()) || rect.contains(line.p2()))
        return true;
    const std::array<QLineF, 4> sides{
        QLineF(rect.topLeft(), rect.topRight()), QLineF(rect.topRight(), rect.bottomRight()),
        QLineF(rect.bottomRight(), rect.bottomLeft()), QLineF(rect.bottomLeft(), rect.topLeft())};
    for (const QLineF &side : sides) {
        if (line.intersects(side, nullptr) == QLineF::BoundedIntersection)
            return true;
    }
    return false;
}

//! Everything that an annotation should not hide, kept in bands from top to bottom: a large flow has thousands of
//! lines, of which a place can meet only those in its own band.
class Obstacles
{
public:
    explicit Obstacles(const DiagramGeometry &geometry)
    {
        for (const QRectF &box : geometry.layout.nodes)
            add(box);
        for (const layout::EdgeGeometry &edge : geometry.layout.edges) {
            if (!edge.label.isNull())
                add(edge.label);
            for (const QPolygonF &polygon : edge.path.toSubpathPolygons()) {
                for (qsizetype i = 1; i < polygon.size(); ++i)
                    add(QLineF(polygon[i - 1], polygon[i]));
            }
        }
    }

    void add(const QRectF &box)
    {
        for (int i = band(box.top()); i <= band(box.bottom()); ++i)
            m_bands[i].boxes.append(box);
    }

    //! 0 is free; a hidden box is worse than any number of hidden lines that there can be.
    [[nodiscard]] int cost(const QRectF &place) const
    {
        int sum = 0;
        for (int i = band(place.top()); i <= band(place.bottom()); ++i) {
            const auto found = m_bands.constFind(i);
            if (found == m_bands.cend())
                continue;
            for (const QRectF &box : found->boxes)
                sum += box.intersects(place) ? 10'000 : 0;
            for (const QLineF &line : found->lines)
                sum += crosses(line, place) ? 1 : 0;
        }
        return sum;
    }

private:
    struct Band
    {
        QList<QRectF> boxes;
        QList<QLineF> lines;
    };

    static int band(qreal y) { return static_cast<int>(std::floor(y / 64)); }

    void add(const QLineF &line)
    {
        for (int i = band(std::min(line.y1(), line.y2())); i <= band(std::max(line.y1(), line.y2())); ++i)
            m_bands[i].lines.append(line);
    }

    QHash<int, Band> m_bands;
};

QRectF bestPlace(const QRectF &box, const QSizeF &size, const Obstacles &obstacles)
{
    const qreal right = box.right() + Apart;
    const qreal left = box.left() - Apart - size.width();
    const qreal middle = box.center().y() - size.height() / 2;
    const qreal above = box.top() - size.height() - 2;
    const qreal below = box.bottom() + 2;
    const std::array<QPointF, 10> corners{QPointF(right, middle),
                                          QPointF(right, box.top() - 4),
                                          QPointF(right, box.bottom() + 4 - size.height()),
                                          QPointF(left, middle),
                                          QPointF(left, box.top() - 4),
                                          QPointF(left, box.bottom() + 4 - size.height()),
                                          QPointF(box.center().x() + Apart, below),
                                          QPointF(box.center().x() - Apart - size.width(), below),
                                          QPointF(box.center().x() + Apart, above),
                                          QPointF(box.center().x() - Apart - size.width(), above)};
    QRectF best;
    int least = std::numeric_limits<int>::max();
    for (const QPointF &corner : corners) {
        const QRectF place(corner, size);
        const int cost = obstacles.cost(place);
        if (cost == 0)
            return place;
        if (cost < least) {
            least = cost;
            best = place;
        }
    }
    return best;
}

} // namespace

QList<Annotation> placeAnnotations(const DiagramGeometry &geometry, const RunOverlay &overlay)
{
    QList<Annotation> result(geometry.nodes.size());
    Obstacles obstacles(geometry);
    const QFontMetricsF metrics(geometry.smallFont);
    for (int i = 0; i < geometry.nodes.size(); ++i) {
        const flowlang::FlowGraph::Node &node = geometry.graph.nodes[i];
        const StateOverlay *state = overlay.state(node.name);
        if (node.kind != flowlang::FlowGraph::Node::Kind::State || state == nullptr || !geometry.hasNode(i))
            continue;
        Annotation &annotation = result[i];
        annotation.text = annotationText(*state);
        qreal width = AnnotationShape + 4;
        if (!annotation.text.isEmpty())
            width += 4 + std::ceil(metrics.horizontalAdvance(annotation.text));
        const QSizeF size(width, std::max(AnnotationShape, std::ceil(metrics.height())) + 2);
        annotation.place = bestPlace(geometry.layout.nodes[i], size, obstacles);
        obstacles.add(annotation.place);
    }
    return result;
}

} // namespace widgets
