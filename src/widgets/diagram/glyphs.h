#pragma once

#include "flowlang/flowgraph.h"

#include <QColor>
#include <QRectF>

class QPainter;

namespace widgets {

//! The small line drawings of the diagram. They are painted and not files, because they wear the palette's colour, go
//! into vector exports, and are painted in threads too.
enum class Glyph {
    None,
    Transfer, //!< two arrows, there and back
    Compute,  //!< a chip
    Search,   //!< a lens
    Mail,     //!< an envelope
    Flow,     //!< boxes in a row: a flow that is an action
    Gear,     //!< any other provider
    Function, //!< ƒ
    Clock,
    Person,
};

//! The glyph of a node: an action's from its provider's name (the first word of the subtitle), else from the type.
[[nodiscard]] Glyph glyphOf(const flowlang::FlowGraph::Node &node);

//! Paints in the largest square in the middle of `rect`, in lines of this colour.
void paintGlyph(QPainter &painter, const QRectF &rect, Glyph glyph, const QColor &colour);

} // namespace widgets
