#include "widgets/theme/flowsstyle.h"

#include "widgets/theme/theme.h"

#include <QPainter>
#include <QStyleOption>

namespace widgets {

namespace {

void paintBox(QPainter *painter, const QRect &rect, const QColor &ground, const QPen &border)
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(border);
    painter->setBrush(ground);
    const qreal inset = border.widthF() / 2;
    painter->drawRoundedRect(QRectF(rect).adjusted(inset, inset, -inset, -inset), ControlRadius, ControlRadius);
    painter->restore();
}

//! Hairline, or the focus ring. On the accent itself the ring is text-coloured, or it could not be seen.
QPen borderOf(const QStyleOption *option, const Theme &theme, const QColor &ground)
{
    if (!option->state.testFlag(QStyle::State_HasFocus) || !option->state.testFlag(QStyle::State_Enabled))
        return {ground == theme.accent ? theme.accent : theme.border, 1};
    return {ground == theme.accent ? theme.text : theme.accent, 2};
}

void paintButton(const QStyleOption *option, QPainter *painter)
{
    const Theme &theme = Theme::forPalette(option->palette);
    const QColor base = option->palette.color(QPalette::Button);
    QColor ground = base;
    if (option->state & (QStyle::State_Sunken | QStyle::State_On))
        ground = mixed(theme.text, base, 0.16);
    else if (option->state.testFlag(QStyle::State_MouseOver) && option->state.testFlag(QStyle::State_Enabled))
        ground = mixed(theme.text, base, 0.06);
    const auto *button = qstyleoption_cast<const QStyleOptionButton *>(option);
    if (button != nullptr && button->features.testFlag(QStyleOptionButton::Flat) && ground == base &&
        !option->state.testFlag(QStyle::State_HasFocus))
        return;
    paintBox(painter, option->rect, ground, borderOf(option, theme, base));
}

} // namespace

FlowsStyle::FlowsStyle()
    : QProxyStyle(QStringLiteral("Fusion"))
{
}

void FlowsStyle::drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                               const QWidget *widget) const
{
    switch (element) {
    case PE_PanelButtonCommand:
        paintButton(option, painter);
        return;
    case PE_FrameLineEdit: {
        const Theme &theme = Theme::forPalette(option->palette);
        paintBox(painter, option->rect, Qt::transparent, borderOf(option, theme, theme.surface));
        return;
    }
    case PE_PanelLineEdit:
        if (const auto *frame = qstyleoption_cast<const QStyleOptionFrame *>(option); frame != nullptr) {
            if (frame->lineWidth <= 0) { // inside another control, which draws the frame
                painter->fillRect(option->rect, option->palette.brush(QPalette::Base));
                return;
            }
            const Theme &theme = Theme::forPalette(option->palette);
            paintBox(painter, option->rect, option->palette.color(QPalette::Base),
                     borderOf(option, theme, theme.surface));
            return;
        }
        break;
    default:
        break;
    }
    QProxyStyle::drawPrimitive(element, option, painter, widget);
}

} // namespace widgets
