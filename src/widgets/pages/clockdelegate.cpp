#include "widgets/pages/clockdelegate.h"

#include "models/words.h"
#include "widgets/theme/plaintip.h"

#include <QAbstractItemView>
#include <QHelpEvent>
#include <QToolTip>

namespace widgets {

ClockDelegate::ClockDelegate(int timeRole, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_timeRole(timeRole)
{
}

void ClockDelegate::initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const
{
    QStyledItemDelegate::initStyleOption(option, index);
    option->text = models::clockTime(index.data(m_timeRole).toDateTime());
}

bool ClockDelegate::helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
                              const QModelIndex &index)
{
    if (event->type() != QEvent::ToolTip)
        return QStyledItemDelegate::helpEvent(event, view, option, index);
    QToolTip::showText(event->globalPos(), plainTip(models::exactTime(index.data(m_timeRole).toDateTime())), view);
    return true;
}

} // namespace widgets
