#include "widgets/diagram/nodeshape.h"

#include <algorithm>

namespace widgets {

namespace {

constexpr qreal BoxRadius = 8;
constexpr qreal BubbleTail = 8;

QPainterPath hexagon(const QRectF &r)
{
    const qreal point = shapeSide(NodeShape::Hexagon, r.height()) - 4;
    QPainterPath path;
    path.addPolygon(QPolygonF({{r.left() + point, r.top()},
                               {r.right() - point, r.top()},
                               {r.right(), r.center().y()},
                               {r.right() - point, r.bottom()},
                               {r.left() + point, r.bottom()},
                               {r.left(), r.center().y()}}));
    path.closeSubpath();
    return path;
}

QPainterPath octagon(const QRectF &r)
{
    const qreal c = std::min(9.0, r.height() * 0.29); // upright sides stay, or it would be a hexagon
    QPainterPath path;
    path.addPolygon(QPolygonF({{r.left() + c, r.top()},
                               {r.right() - c, r.top()},
                               {r.right(), r.top() + c},
                               {r.right(), r.bottom() - c},
                               {r.right() - c, r.bottom()},
                               {r.left() + c, r.bottom()},
                               {r.left(), r.bottom() - c},
                               {r.left(), r.top() + c}}));
    path.closeSubpath();
    return path;
}

//! A box with a tail at the lower left.
QPainterPath bubble(const QRectF &r, qreal radius)
{
    const QRectF body = r.adjusted(BubbleTail, 0, 0, 0);
    QPainterPath path;
    path.addRoundedRect(body, radius, radius);
    QPainterPath tail;
    tail.addPolygon(QPolygonF({{body.left() + 2, std::max(body.bottom() - 17, body.top() + radius)},
                               {r.left(), body.bottom() - 2},
                               {body.left() + 10, body.bottom() - 4}}));
    tail.closeSubpath();
    return path.united(tail);
}

} // namespace

NodeShape shapeOf(const flowlang::FlowGraph::Node &node)
{
    using Kind = flowlang::FlowGraph::Node::Kind;
    using flowlang::StateType;
    switch (node.kind) {
    case Kind::Start:
        return NodeShape::Disc;
    case Kind::End:
        return NodeShape::Ring;
    case Kind::Missing:
        return NodeShape::Gap;
    case Kind::State:
        break;
    }
    switch (node.type) {
    case StateType::Choice:
        return NodeShape::Hexagon;
    case StateType::Pass:
        return NodeShape::Thin;
    case StateType::Wait:
        return NodeShape::Pill;
    case StateType::AwaitWebInput:
    case StateType::CreateWebInput:
        return NodeShape::Bubble;
    case StateType::Fail:
        return NodeShape::Octagon;
    case StateType::Unknown:
        return NodeShape::Gap;
    case StateType::Action:
    case StateType::ExpressionEval:
        break;
    }
    return NodeShape::Box;
}

qreal shapeSide(NodeShape shape, qreal height)
{
    switch (shape) {
    case NodeShape::Hexagon:
        return height / 2 + 2;
    case NodeShape::Pill:
        return height / 3 + 2;
    case NodeShape::Octagon:
        return 14;
    case NodeShape::Bubble:
        return 12 + BubbleTail;
    case NodeShape::Disc:
    case NodeShape::Ring:
        return 0;
    case NodeShape::Box:
    case NodeShape::Thin:
    case NodeShape::Gap:
        break;
    }
    return 12;
}

QPainterPath shapePath(NodeShape shape, const QRectF &rect, qreal outset)
{
    const QRectF r = rect.adjusted(-outset, -outset, outset, outset);
    QPainterPath path;
    switch (shape) {
    case NodeShape::Disc:
    case NodeShape::Ring:
        path.addEllipse(r);
        break;
    case NodeShape::Hexagon:
        return hexagon(r);
    case NodeShape::Octagon:
        return octagon(r);
    case NodeShape::Bubble:
        return bubble(r, BoxRadius + outset);
    case NodeShape::Pill:
        path.addRoundedRect(r, r.height() / 2, r.height() / 2);
        break;
    case NodeShape::Box:
    case NodeShape::Thin:
    case NodeShape::Gap:
        path.addRoundedRect(r, BoxRadius + outset, BoxRadius + outset);
        break;
    }
    return path;
}

} // namespace widgets
