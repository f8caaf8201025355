#include "layout/diagramlayout.h"

#include "layout/acyclic.h"
#include "layout/arrange.h"
#include "layout/components.h"
#include "layout/layerbuilder.h"
#include "layout/ranks.h"
#include "layout/routing.h"

#include <algorithm>

namespace layout {

namespace {

//! Distances that a caller can not have meant become 0.
Spacing usable(Spacing spacing)
{
    for (qreal *length : {&spacing.nodeGap, &spacing.rankGap, &spacing.labelGap, &spacing.edgeGap, &spacing.bendRadius,
                          &spacing.margin})
        *length = qIsFinite(*length) ? std::clamp(*length, 0.0, 10'000.0) : 0;
    return spacing;
}

QSizeF layOutPart(Part &part, const Spacing &spacing, DiagramLayout &result)
{
    makeAcyclic(part);
    Layered graph = layered(part, ranksOf(part), spacing);
    result.crossings += arrange(graph, spacing);
    return route(part, graph, spacing, result);
}

} // namespace

DiagramLayout layOut(const Graph &graph, const Spacing &wanted)
{
    const Spacing spacing = usable(wanted);
    DiagramLayout result;
    result.nodes.resize(graph.nodes.size());
    result.edges.resize(graph.edges.size());
    std::vector<Part> parts = partsOf(graph);
    if (parts.empty()) {
        result.size = QSizeF(0, 0);
        return result;
    }
    std::vector<QSizeF> sizes;
    for (Part &part : parts)
        sizes.push_back(layOutPart(part, spacing, result));
    const std::vector<QPointF> corners = pack(sizes, spacing.nodeGap);
    const QPointF margin(spacing.margin, spacing.margin);
    QRectF all;
    for (size_t i = 0; i < parts.size(); ++i) {
        movePart(parts[i], corners[i] + margin, result);
        all |= QRectF(corners[i], sizes[i]);
    }
    result.size = all.size() + 2 * QSizeF(spacing.margin, spacing.margin);
    return result;
}

} // namespace layout
