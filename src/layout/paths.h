#pragma once

#include <QList>
#include <QPainterPath>
#include <QPointF>

namespace layout {

//! Straight pieces through the points, at least one; every corner is cut by a curve from `radius` before it to `radius`
//! behind it, or from half way if the pieces are short.
[[nodiscard]] QPainterPath roundedPath(const QList<QPointF> &points, double radius);

//! Without points that repeat, and without those in the middle of a horizontal or vertical piece.
[[nodiscard]] QList<QPointF> simplified(const QList<QPointF> &points);

} // namespace layout
