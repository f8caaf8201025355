#pragma once

#include "widgets/diagram/diagramgeometry.h"
#include "widgets/diagram/runoverlay.h"

#include <QRectF>

namespace widgets {

//! What stands beside one box in a run.
struct Annotation
{
    QString text; //!< `×3 · 1 m 12 s`; may be empty, then the shape stands alone
    QRectF place; //!< null: nothing is shown
};

//! Side of the status shape in an annotation.
inline constexpr qreal AnnotationShape = 14;

//! Finds room beside each box that the run has reached, as graph.nodes: right of it if that is free, else where it
//! hides least. Pure.
[[nodiscard]] QList<Annotation> placeAnnotations(const DiagramGeometry &geometry, const RunOverlay &overlay);

} // namespace widgets
