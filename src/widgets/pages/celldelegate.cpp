#include "widgets/pages/celldelegate.h"

#include "widgets/theme/plaintip.h"

#include <QAbstractItemView>
#include <QHelpEvent>
#include <QToolTip>

namespace widgets {

bool CellDelegate::helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
                             const QModelIndex &index)
{
    if (event->type() != QEvent::ToolTip)
        return QStyledItemDelegate::helpEvent(event, view, option, index);
    const QString shown = displayText(index.data(), option.locale);
    const QString told = index.data(Qt::AccessibleTextRole).toString();
    const QString &whole = told.isEmpty() ? shown : told;
    const bool allSeen = whole == shown && sizeHint(option, index).width() <= option.rect.width();
    QToolTip::showText(event->globalPos(), allSeen ? QString() : plainTip(whole), view->viewport(), option.rect);
    return true;
}

} // namespace widgets
