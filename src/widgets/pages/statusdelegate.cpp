#include "widgets/pages/statusdelegate.h"

#include <QApplication>
#include <QPainter>

namespace widgets {

namespace {

constexpr int shapeSize = 16;

//! Where the word stands in a cell.
QRect wordPlace(const QRect &cell)
{
    return cell.adjusted(shapeSize + 2 * space::Related, 0, -space::Chip, 0);
}

} // namespace

StatusDelegate::StatusDelegate(std::function<RunStatusKind(const QModelIndex &)> kindOf, QObject *parent)
    : CellDelegate(parent)
    , m_kindOf(std::move(kindOf))
{
}

void StatusDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QStyleOptionViewItem cell = option;
    initStyleOption(&cell, index);
    cell.text.clear();
    QApplication::style()->drawControl(QStyle::CE_ItemViewItem, &cell, painter, option.widget);
    const Theme &theme = Theme::forPalette(option.palette);
    const RunStatusKind kind = m_kindOf(index);
    const bool chosen = option.state.testFlag(QStyle::State_Selected);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const QRect shape(option.rect.left() + space::Related, option.rect.center().y() - shapeSize / 2 + 1, shapeSize,
                      shapeSize);
    if (!chosen)
        paintStatusShape(*painter, shape, kind, theme);
    else { // on the accent the status' own ink would not be readable: its shape on a disc of surface
        painter->setPen(Qt::NoPen);
        painter->setBrush(theme.surface);
        painter->drawEllipse(shape.adjusted(-2, -2, 2, 2));
        paintStatusShape(*painter, shape, kind, theme);
    }
    painter->setPen(chosen ? theme.onAccent : statusColours(kind, theme).ink);
    painter->setFont(option.font);
    const QRect text = wordPlace(option.rect);
    painter->drawText(text, Qt::AlignLeft | Qt::AlignVCenter,
                      option.fontMetrics.elidedText(index.data().toString(), Qt::ElideRight, text.width()));
    painter->restore();
}

QSize StatusDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const int word = option.fontMetrics.horizontalAdvance(index.data().toString());
    return {word - wordPlace({}).width(), CellDelegate::sizeHint(option, index).height()};
}

} // namespace widgets
