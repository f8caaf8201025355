#pragma once

#include "flowlang/flowgraph.h"
#include "layout/diagramlayout.h"
#include "widgets/diagram/glyphs.h"
#include "widgets/diagram/nodeshape.h"

#include <QFont>
#include <QList>
#include <QString>

namespace widgets {

//! How one node looks, apart from colours.
struct NodeFace
{
    NodeShape shape = NodeShape::Box;
    Glyph glyph = Glyph::None;
    QString title;    //!< the name as it is shown, shortened
    QString subtitle; //!< the second line; empty for none
};

//! Everything that is needed to paint a flow: what the boxes say, how large they are and where they stand. A plain
//! value, made and painted in any thread.
struct DiagramGeometry
{
    flowlang::FlowGraph graph;
    QFont titleFont;
    QFont smallFont;           //!< second lines, labels, annotations
    QList<NodeFace> nodes;     //!< as graph.nodes
    QList<QString> edgeLabels; //!< as graph.edges, shortened; empty for none
    layout::DiagramLayout layout;
    QRectF runRoom; //!< holds the flow and whatever a run may say beside its boxes; null for small pictures

    //! What is painted around it all, origin at the top left.
    [[nodiscard]] QRectF bounds() const { return {QPointF(), layout.size}; }
    //! False for an index that has no place.
    [[nodiscard]] bool hasNode(int node) const { return node >= 0 && node < layout.nodes.size(); }
};

enum class Detail {
    Full,    //!< glyphs, second lines, conditions
    Compact, //!< names alone, set close: for small pictures
};

//! Measures, lays out, and keeps what is to be painted. Pure: same graph and font, same geometry.
[[nodiscard]] DiagramGeometry buildGeometry(const flowlang::FlowGraph &graph, const QFont &body,
                                            Detail detail = Detail::Full);

//! True if both would be drawn and said alike.
[[nodiscard]] bool sameGraph(const flowlang::FlowGraph &a, const flowlang::FlowGraph &b);

} // namespace widgets
