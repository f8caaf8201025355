#include "widgets/theme/flowsstyle.h"

#include "widgets/theme/theme.h"

#include <QPainter>
#include <QStyleOption>
#include <QTableView>

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

void paintLineEdit(const QStyleOption *option, QPainter *painter, const QColor &ground)
{
    const Theme &theme = Theme::forPalette(option->palette);
    paintBox(painter, option->rect, ground, borderOf(option, theme, theme.surface));
}

void paintFrame(const QStyleOption *option, QPainter *painter)
{
    const Theme &theme = Theme::forPalette(option->palette);
    painter->save();
    painter->setPen(QPen(theme.border, 1));
    painter->setBrush(Qt::NoBrush);
    painter->drawRect(option->rect.adjusted(0, 0, -1, -1));
    painter->restore();
}

//! Check boxes and radio buttons: accent with a mark, or an empty box.
void paintIndicator(const QStyleOption *option, QPainter *painter, bool round)
{
    const Theme &theme = Theme::forPalette(option->palette);
    const bool enabled = option->state.testFlag(QStyle::State_Enabled);
    const bool partly = option->state.testFlag(QStyle::State_NoChange);
    const bool on = partly || option->state.testFlag(QStyle::State_On);
    const QColor accent = enabled ? theme.accent : theme.border;
    const qreal side = qMin(option->rect.width(), option->rect.height()) - 1;
    QRectF box(0, 0, side, side);
    box.moveCenter(QRectF(option->rect).center());
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(on ? accent : enabled ? theme.muted : theme.border, 1));
    painter->setBrush(on ? accent : theme.surface);
    painter->drawRoundedRect(box, round ? side / 2 : 3, round ? side / 2 : 3);
    painter->translate(box.topLeft());
    painter->scale(side / 12, side / 12);
    painter->setPen(QPen(theme.onAccent, 1.7, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    if (partly)
        painter->drawLine(QPointF(3.4, 6), QPointF(8.6, 6));
    else if (on && round)
        painter->drawEllipse(QPointF(6, 6), 1.4, 1.4);
    else if (on)
        painter->drawPolyline(QPolygonF({{3, 6.2}, {5.2, 8.4}, {9, 3.9}}));
    painter->restore();
}

//! A tab is its text; the chosen one is underlined in accent.
void paintTab(const QStyleOptionTab *tab, QPainter *painter)
{
    const Theme &theme = Theme::forPalette(tab->palette);
    const bool chosen = tab->state.testFlag(QStyle::State_Selected);
    const QRect line(tab->rect.left(), tab->rect.bottom() - 1, tab->rect.width(), 2);
    if (chosen)
        painter->fillRect(line, theme.accent);
    else if (tab->state.testFlag(QStyle::State_MouseOver))
        painter->fillRect(line, theme.border);
}

bool isUpright(const QStyleOptionTab *tab)
{
    return tab != nullptr && tab->shape == QTabBar::RoundedNorth;
}

} // namespace

FlowsStyle::FlowsStyle()
    : QProxyStyle(QStringLiteral("Fusion"))
{
}

int FlowsStyle::pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const
{
    if (metric == PM_FocusFrameHMargin && qobject_cast<const QTableView *>(widget) != nullptr)
        return space::Related;
    if (metric == PM_HeaderMargin)
        return space::Related;
    return QProxyStyle::pixelMetric(metric, option, widget);
}

void FlowsStyle::drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                               const QWidget *widget) const
{
    switch (element) {
    case PE_PanelButtonCommand:
        paintButton(option, painter);
        return;
    case PE_FrameLineEdit:
        paintLineEdit(option, painter, Qt::transparent);
        return;
    case PE_PanelLineEdit:
        if (const auto *frame = qstyleoption_cast<const QStyleOptionFrame *>(option);
            frame != nullptr && frame->lineWidth > 0) { // else it is inside another control, which draws the frame
            paintLineEdit(option, painter, option->palette.color(QPalette::Base));
            return;
        }
        break;
    case PE_Frame:
        paintFrame(option, painter);
        return;
    case PE_IndicatorCheckBox:
        paintIndicator(option, painter, false);
        return;
    case PE_IndicatorRadioButton:
        paintIndicator(option, painter, true);
        return;
    case PE_FrameTabBarBase:
    case PE_FrameTabWidget: {
        const QRect rect = option->rect;
        painter->fillRect(
            QRect(rect.left(), element == PE_FrameTabWidget ? rect.top() : rect.bottom(), rect.width(), 1),
            Theme::forPalette(option->palette).border);
        return;
    }
    default:
        break;
    }
    QProxyStyle::drawPrimitive(element, option, painter, widget);
}

void FlowsStyle::drawControl(ControlElement element, const QStyleOption *option, QPainter *painter,
                             const QWidget *widget) const
{
    const auto *tab = qstyleoption_cast<const QStyleOptionTab *>(option);
    if (element == CE_TabBarTabShape && isUpright(tab)) {
        paintTab(tab, painter);
        return;
    }
    if (element == CE_TabBarTabLabel && isUpright(tab) && !tab->state.testFlag(State_Selected) &&
        tab->state.testFlag(State_Enabled)) {
        QStyleOptionTab quiet = *tab;
        quiet.palette.setColor(QPalette::WindowText, Theme::forPalette(tab->palette).muted);
        QProxyStyle::drawControl(element, &quiet, painter, widget);
        return;
    }
    QProxyStyle::drawControl(element, option, painter, widget);
}

QRect FlowsStyle::subElementRect(SubElement element, const QStyleOption *option, const QWidget *widget) const
{
    const QRect rect = QProxyStyle::subElementRect(element, option, widget);
    return element == SE_LineEditContents ? rect.adjusted(4, 0, -4, 0) : rect;
}

QSize FlowsStyle::sizeFromContents(ContentsType type, const QStyleOption *option, const QSize &contents,
                                   const QWidget *widget) const
{
    QSize size = QProxyStyle::sizeFromContents(type, option, contents, widget);
    switch (type) {
    case CT_PushButton:
        size.rwidth() += 12;
        [[fallthrough]];
    case CT_LineEdit:
    case CT_ComboBox:
    case CT_SpinBox:
        size.setHeight(qMax(size.height(), RowHeight));
        break;
    case CT_TabBarTab:
        size.setHeight(qMax(size.height(), RowHeight + 4));
        break;
    default:
        break;
    }
    return size;
}

} // namespace widgets
