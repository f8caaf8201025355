#include "widgets/theme/statusstyle.h"

#include <QFontMetricsF>
#include <QIconEngine>
#include <QPainter>
#include <QPainterPath>
#include <QPixmap>

#include <algorithm>
#include <cmath>

namespace widgets {

namespace {

QPolygonF octagon(const QRectF &square)
{
    const qreal cut = square.width() * (1 - 1 / std::sqrt(2.0)); // of the side, so that all eight sides are equal
    const qreal c = cut;
    return QPolygonF({{square.left() + c, square.top()},
                      {square.right() - c, square.top()},
                      {square.right(), square.top() + c},
                      {square.right(), square.bottom() - c},
                      {square.right() - c, square.bottom()},
                      {square.left() + c, square.bottom()},
                      {square.left(), square.bottom() - c},
                      {square.left(), square.top() + c}});
}

//! All shapes are drawn on a grid of 16.
void paintRing(QPainter &p, const QColor &ink, qreal angle)
{
    const QRectF ring(2.2, 2.2, 11.6, 11.6);
    QColor faint = ink;
    faint.setAlphaF(0.3F);
    p.setBrush(Qt::NoBrush);
    p.setPen(QPen(faint, 2.4));
    p.drawEllipse(ring);
    p.setPen(QPen(ink, 2.4, Qt::SolidLine, Qt::FlatCap));
    p.drawArc(ring, qRound((90 - angle) * 16), -90 * 16);
}

void paintTick(QPainter &p, const QColor &ink, const QColor &mark)
{
    p.setPen(Qt::NoPen);
    p.setBrush(ink);
    p.drawEllipse(QRectF(1, 1, 14, 14));
    p.setBrush(Qt::NoBrush);
    p.setPen(QPen(mark, 2, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    p.drawPolyline(QPolygonF({{4.7, 8.3}, {7.1, 10.7}, {11.4, 5.6}}));
}

void paintOctagon(QPainter &p, const QColor &ink, const QColor &mark, bool cross)
{
    p.setPen(Qt::NoPen);
    p.setBrush(ink);
    p.drawPolygon(octagon(QRectF(1, 1, 14, 14)));
    p.setPen(QPen(mark, 2, Qt::SolidLine, Qt::RoundCap));
    if (cross) {
        p.drawLine(QPointF(5.5, 5.5), QPointF(10.5, 10.5));
        p.drawLine(QPointF(10.5, 5.5), QPointF(5.5, 10.5));
    } else {
        p.drawLine(QPointF(4.8, 8), QPointF(11.2, 8));
    }
}

void paintTriangle(QPainter &p, const QColor &ink, const QColor &mark)
{
    p.setPen(QPen(ink, 1.6, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    p.setBrush(ink);
    p.drawPolygon(QPolygonF({{8, 2}, {14.6, 13.6}, {1.4, 13.6}}));
    p.setPen(QPen(mark, 1.8, Qt::SolidLine, Qt::RoundCap));
    p.drawLine(QPointF(8, 6.2), QPointF(8, 9.4));
    p.drawPoint(QPointF(8, 12));
}

void paintSquare(QPainter &p, const QColor &ink)
{
    p.setPen(Qt::NoPen);
    p.setBrush(ink);
    p.drawRoundedRect(QRectF(2.5, 2.5, 11, 11), 2, 2);
}

//! Paints the shape whenever an icon is asked for, at any size and device ratio.
class StatusIconEngine final : public QIconEngine
{
public:
    StatusIconEngine(RunStatusKind kind, const Theme &theme)
        : m_kind(kind)
        , m_theme(theme)
    {
    }

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State) override
    {
        painter->save();
        if (mode == QIcon::Disabled)
            painter->setOpacity(0.5);
        paintStatusShape(*painter, rect, m_kind, m_theme);
        painter->restore();
    }

    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        QPixmap image(size);
        image.fill(Qt::transparent);
        QPainter painter(&image);
        paint(&painter, QRect(QPoint(), size), mode, state);
        return image;
    }

    [[nodiscard]] QIconEngine *clone() const override { return new StatusIconEngine(m_kind, m_theme); }

private:
    RunStatusKind m_kind;
    Theme m_theme;
};

} // namespace

const StatusColours &statusColours(RunStatusKind kind, const Theme &theme)
{
    switch (kind) {
    case RunStatusKind::Running:
        return theme.running;
    case RunStatusKind::Succeeded:
        return theme.succeeded;
    case RunStatusKind::Failed:
        return theme.failed;
    case RunStatusKind::NeedsYou:
        return theme.needsYou;
    case RunStatusKind::Cancelled:
    case RunStatusKind::Other:
        break;
    }
    return theme.other;
}

void paintStatusShape(QPainter &painter, const QRectF &rect, RunStatusKind kind, const Theme &theme, qreal angle)
{
    const qreal side = std::min(rect.width(), rect.height());
    if (side <= 0)
        return;
    const QColor &ink = statusColours(kind, theme).ink;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(rect.center() - QPointF(side / 2, side / 2));
    painter.scale(side / 16, side / 16);
    switch (kind) {
    case RunStatusKind::Running:
        paintRing(painter, ink, angle);
        break;
    case RunStatusKind::Succeeded:
        paintTick(painter, ink, theme.onAccent);
        break;
    case RunStatusKind::Failed:
        paintOctagon(painter, ink, theme.onAccent, true);
        break;
    case RunStatusKind::Cancelled:
        paintOctagon(painter, ink, theme.onAccent, false);
        break;
    case RunStatusKind::NeedsYou:
        paintTriangle(painter, ink, theme.onAccent);
        break;
    case RunStatusKind::Other:
        paintSquare(painter, ink);
        break;
    }
    painter.restore();
}

QIcon statusIcon(RunStatusKind kind, const Theme &theme)
{
    return QIcon(new StatusIconEngine(kind, theme));
}

qreal statusChipWidth(const QString &word, const QFont &font)
{
    return std::ceil(6 + 14 + 5 + QFontMetricsF(font).horizontalAdvance(word) + 9);
}

void paintStatusChip(QPainter &painter, const QRectF &rect, RunStatusKind kind, const QString &word, const Theme &theme,
                     qreal angle)
{
    const StatusColours &colours = statusColours(kind, theme);
    const qreal width = std::min(statusChipWidth(word, painter.font()), rect.width());
    const QRectF chip(rect.left(), rect.center().y() - ChipHeight / 2.0, width, ChipHeight);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colours.tint);
    painter.drawRoundedRect(chip, 9, 9);
    paintStatusShape(painter, QRectF(chip.left() + 6, chip.top() + 3, 14, 14), kind, theme, angle);
    painter.setPen(colours.ink);
    const QRectF text = chip.adjusted(25, 0, -4, 0);
    const QFontMetricsF metrics(painter.font());
    painter.drawText(text, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                     metrics.elidedText(word, Qt::ElideRight, text.width()));
    painter.restore();
}

} // namespace widgets
