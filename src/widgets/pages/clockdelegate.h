#pragma once

#include <QStyledItemDelegate>

namespace widgets {

//! The time of day of a row, with tenths of a second; the exact moment in the tool tip.
class ClockDelegate final : public QStyledItemDelegate
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ClockDelegate)

public:
    //! \param timeRole  holds a QDateTime
    explicit ClockDelegate(int timeRole, QObject *parent = nullptr);

    [[nodiscard]] bool helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
                                 const QModelIndex &index) override;

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override;

private:
    int m_timeRole;
};

} // namespace widgets
