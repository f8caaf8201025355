#pragma once

#include "flows/run.h"
#include "models/pagedrows.h"
#include "models/status.h"

#include <QDateTime>

namespace models {

//! Runs, newest first. The source must ask for them in that order (`start_time DESC`). Qt::AccessibleTextRole has the
//! whole of what is shown shortened: plain text.
class RunsModel final : public PagedRows<flows::Run>
{
    Q_OBJECT

public:
    enum Column { LabelColumn, FlowColumn, StatusColumn, StartedColumn, DurationColumn, ColumnCount };
    Q_ENUM(Column)
    enum Role {
        IdRole = Qt::UserRole + 1,
        SortRole, //!< the raw value of the column: text in lower case, QDateTime or milliseconds
        LabelRole,
        FlowIdRole,
        FlowTitleRole,
        StatusKindRole, //!< models::StatusKind
        StatusTextRole, //!< as sent
        StartTimeRole,  //!< QDateTime, UTC
        CompletionTimeRole,
        DurationMsRole, //!< qint64; -1 without a start; of an unfinished run up to the last tick
        OwnerUrnRole,
        TagsRole,
    };
    Q_ENUM(Role)

    explicit RunsModel(QObject *parent = nullptr);

    //! \returns an empty run for a row that is not there.
    [[nodiscard]] flows::Run run(int row) const;
    //! Lets the durations of unfinished runs go on to `now`.
    void tick(const QDateTime &now);

    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

protected:
    [[nodiscard]] QString idOf(const flows::Run &run) const override { return run.runId; }
    [[nodiscard]] QList<int> changedRoles(const flows::Run &before, const flows::Run &after) const override;

private:
    [[nodiscard]] QVariant displayed(const flows::Run &run, Column column) const;
    [[nodiscard]] QVariant sorted(const flows::Run &run, Column column) const;
    [[nodiscard]] QVariant raw(const flows::Run &run, int role) const;

    QDateTime m_now;
};

} // namespace models
