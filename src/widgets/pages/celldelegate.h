#pragma once

#include <QStyledItemDelegate>

namespace widgets {

//! A cell of a table whose whole text is in the tool tip when not all of it is to be seen. The whole text is what
//! screen readers get: Qt::AccessibleTextRole, or the shown text where there is none.
class CellDelegate : public QStyledItemDelegate
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(CellDelegate)

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    [[nodiscard]] bool helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
                                 const QModelIndex &index) override;
};

} // namespace widgets
