#pragma once

#include "widgets/diagram/annotations.h"
#include "widgets/diagram/diagramgeometry.h"
#include "widgets/theme/theme.h"

class QPainter;

namespace widgets {

//! All that colours a node.
struct NodeLook
{
    bool inRun = false;                  //!< a run is shown: what was not reached is faded
    bool reached = false;                //!< for start and end, which have no StateOverlay
    const StateOverlay *state = nullptr; //!< null: not reached, or no run is shown
    bool selected = false;
};

//! All that colours an edge.
struct EdgeLook
{
    bool taken = false;
};

//! How far a picture reaches beyond a box's rectangle: selection outline, line widths.
inline constexpr qreal NodeReach = 6;
//! The same of an edge's path: arrow head and line width.
inline constexpr qreal EdgeReach = 6;

// Everything that draws a flow goes through these: the view's items, thumbnails, print and vector files. Coordinates
// are the geometry's own; the painter's transformation is the caller's.

void paintNode(QPainter &painter, const DiagramGeometry &geometry, int node, const NodeLook &look, const Theme &theme);
void paintEdge(QPainter &painter, const DiagramGeometry &geometry, int edge, const EdgeLook &look, const Theme &theme);
void paintEdgeLabel(QPainter &painter, const DiagramGeometry &geometry, int edge, const EdgeLook &look,
                    const Theme &theme);
//! \param angle of the Running ring, see paintStatusShape
void paintAnnotation(QPainter &painter, const DiagramGeometry &geometry, const Annotation &annotation,
                     const StateOverlay &state, const Theme &theme, qreal angle = 0);

//! How a node or an edge looks in a run; without a run pass null.
[[nodiscard]] NodeLook nodeLook(const DiagramGeometry &geometry, int node, const RunOverlay *overlay);
[[nodiscard]] EdgeLook edgeLook(const DiagramGeometry &geometry, int edge, const RunOverlay *overlay);

//! The whole picture without a ground, in the right order.
void paintDiagram(QPainter &painter, const DiagramGeometry &geometry, const RunOverlay *overlay, const Theme &theme);

//! Where paintDiagram paints: bounds(), and in a run with room for annotations beside the outermost boxes, so that it
//! stays the same while times grow.
[[nodiscard]] QRectF paintedBounds(const DiagramGeometry &geometry, const RunOverlay *overlay);
//! The same in a run whose annotations are placed already.
[[nodiscard]] QRectF runBounds(const DiagramGeometry &geometry, const QList<Annotation> &annotations);

} // namespace widgets
