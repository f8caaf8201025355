#include "layout/paths.h"

#include <algorithm>
#include <cmath>

namespace layout {

QPainterPath roundedPath(const QList<QPointF> &points, double radius)
{
    QPainterPath path(points.first());
    for (qsizetype i = 1; i + 1 < points.size(); ++i) {
        const QPointF in = points[i] - points[i - 1];
        const QPointF out = points[i + 1] - points[i];
        const double before = std::hypot(in.x(), in.y());
        const double after = std::hypot(out.x(), out.y());
        const double r = std::min({radius, before / 2, after / 2});
        path.lineTo(points[i] - in * (r / before));
        path.quadTo(points[i], points[i] + out * (r / after));
    }
    path.lineTo(points.last());
    return path;
}

QList<QPointF> simplified(const QList<QPointF> &points)
{
    QList<QPointF> result;
    for (const QPointF &point : points) {
        if (!result.isEmpty() && result.last() == point)
            continue;
        const qsizetype count = result.size();
        if (count > 1 && ((result[count - 1].x() == result[count - 2].x() && point.x() == result[count - 1].x()) ||
                          (result[count - 1].y() == result[count - 2].y() && point.y() == result[count - 1].y())))
            result.last() = point;
        else
            result.append(point);
    }
    return result;
}

} // namespace layout
