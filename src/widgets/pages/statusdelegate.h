#pragma once

#include "widgets/pages/celldelegate.h"
#include "widgets/theme/statusstyle.h"

#include <functional>

namespace widgets {

//! Shape and word of a status in a table, without a tint.
class StatusDelegate final : public CellDelegate
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(StatusDelegate)

public:
    //! \param kindOf  reads the status of a row
    StatusDelegate(std::function<RunStatusKind(const QModelIndex &)> kindOf, QObject *parent = nullptr);

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    std::function<RunStatusKind(const QModelIndex &)> m_kindOf;
};

} // namespace widgets
