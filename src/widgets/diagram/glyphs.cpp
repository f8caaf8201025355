#include "widgets/diagram/glyphs.h"

#include <QPainter>
#include <QPainterPath>

#include <algorithm>

namespace widgets {

namespace {

Glyph providerGlyph(const QString &subtitle)
{
    const QString lower = subtitle.toLower();
    if (lower.startsWith(QLatin1String("transfer")))
        return Glyph::Transfer;
    if (lower.startsWith(QLatin1String("compute")) || lower.startsWith(QLatin1String("funcx")))
        return Glyph::Compute;
    if (lower.startsWith(QLatin1String("search")))
        return Glyph::Search;
    if (lower.contains(QLatin1String("mail")) || lower.contains(QLatin1String("notif")))
        return Glyph::Mail;
    return lower.startsWith(QLatin1String("flow")) ? Glyph::Flow : Glyph::Gear;
}

//! All glyphs lie on a grid of 16.
void arrow(QPainterPath &path, qreal y, bool right)
{
    const qreal tip = right ? 13.5 : 2.5;
    const qreal back = right ? -3 : 3;
    path.moveTo(right ? 2.5 : 13.5, y);
    path.lineTo(tip, y);
    path.moveTo(tip + back, y - 2.8);
    path.lineTo(tip, y);
    path.lineTo(tip + back, y + 2.8);
}

QPainterPath chip()
{
    QPainterPath path;
    path.addRoundedRect(QRectF(4, 4, 8, 8), 1.5, 1.5);
    for (const qreal at : {6.3, 9.7}) {
        for (const auto &[from, to] : {std::pair{1.5, 4.0}, std::pair{12.0, 14.5}}) {
            path.moveTo(at, from);
            path.lineTo(at, to);
            path.moveTo(from, at);
            path.lineTo(to, at);
        }
    }
    return path;
}

QPainterPath envelope()
{
    QPainterPath path;
    path.addRoundedRect(QRectF(2, 3.5, 12, 9), 1.5, 1.5);
    path.moveTo(2.6, 4.6);
    path.lineTo(8, 9);
    path.lineTo(13.4, 4.6);
    return path;
}

QPainterPath chain()
{
    QPainterPath path;
    path.addRoundedRect(QRectF(4.5, 1.8, 7, 4.4), 1.4, 1.4);
    path.addRoundedRect(QRectF(4.5, 9.8, 7, 4.4), 1.4, 1.4);
    path.moveTo(8, 6.2);
    path.lineTo(8, 9.8);
    return path;
}

QPainterPath gear()
{
    QPainterPath path;
    path.addEllipse(QPointF(8, 8), 3.6, 3.6);
    for (int i = 0; i < 8; ++i) {
        QTransform turn;
        turn.translate(8, 8);
        turn.rotate(i * 45.0);
        path.moveTo(turn.map(QPointF(0, -4.2)));
        path.lineTo(turn.map(QPointF(0, -6.4)));
    }
    return path;
}

QPainterPath functionSign()
{
    QPainterPath path;
    path.moveTo(4, 13);
    path.cubicTo(6.2, 14.6, 7, 12.4, 7.4, 10.2);
    path.lineTo(8.6, 5);
    path.cubicTo(9.1, 2.4, 10.4, 1.6, 12, 3);
    path.moveTo(5.4, 7.2);
    path.lineTo(10.6, 7.2);
    return path;
}

QPainterPath glyphPath(Glyph glyph)
{
    QPainterPath path;
    switch (glyph) {
    case Glyph::None:
        break;
    case Glyph::Transfer:
        arrow(path, 5.2, true);
        arrow(path, 10.8, false);
        break;
    case Glyph::Compute:
        return chip();
    case Glyph::Search:
        path.addEllipse(QPointF(7, 7), 4.4, 4.4);
        path.moveTo(10.3, 10.3);
        path.lineTo(14, 14);
        break;
    case Glyph::Mail:
        return envelope();
    case Glyph::Flow:
        return chain();
    case Glyph::Gear:
        return gear();
    case Glyph::Function:
        return functionSign();
    case Glyph::Clock:
        path.addEllipse(QPointF(8, 8), 6, 6);
        path.moveTo(8, 4.4);
        path.lineTo(8, 8);
        path.lineTo(10.6, 9.6);
        break;
    case Glyph::Person:
        path.addEllipse(QPointF(8, 5), 2.8, 2.8);
        path.moveTo(2.6, 14);
        path.cubicTo(3, 8.8, 13, 8.8, 13.4, 14);
        break;
    }
    return path;
}

} // namespace

Glyph glyphOf(const flowlang::FlowGraph::Node &node)
{
    using flowlang::StateType;
    if (node.kind != flowlang::FlowGraph::Node::Kind::State)
        return Glyph::None;
    switch (node.type) {
    case StateType::Action:
        return providerGlyph(node.subtitle);
    case StateType::AwaitWebInput:
    case StateType::CreateWebInput:
        return Glyph::Person;
    case StateType::ExpressionEval:
        return Glyph::Function;
    case StateType::Wait:
        return Glyph::Clock;
    case StateType::Choice:
    case StateType::Fail:
    case StateType::Pass:
    case StateType::Unknown:
        break;
    }
    return Glyph::None;
}

void paintGlyph(QPainter &painter, const QRectF &rect, Glyph glyph, const QColor &colour)
{
    const qreal side = std::min(rect.width(), rect.height());
    if (glyph == Glyph::None || side <= 0)
        return;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(rect.center() - QPointF(side / 2, side / 2));
    painter.scale(side / 16, side / 16);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(colour, 1.4, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.drawPath(glyphPath(glyph));
    painter.restore();
}

} // namespace widgets
