#pragma once

#include "flows/runlog.h"

#include <QAbstractTableModel>

namespace models {

//! A run's log, oldest first. It only grows: entries are appended by whoever follows the run (RunFollower), in time
//! proportional to what is new. Qt::AccessibleTextRole has the whole of what is shown shortened: plain text.
class RunLogModel final : public QAbstractTableModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RunLogModel)

public:
    enum Column { TimeColumn, EventColumn, StateColumn, DetailColumn, ColumnCount };
    Q_ENUM(Column)
    enum Role {
        CodeRole = Qt::UserRole + 1, //!< as sent
        SortRole,                    //!< QDateTime or text; equal times keep their order by EntryRole
        EntryRole,                   //!< the position in the log, from 0
        TimeRole,                    //!< QDateTime, UTC
        StateNameRole,
        StateTypeRole,
        DescriptionRole,
        DetailsBytesRole, //!< QByteArray, a copy
        CauseRole,
    };
    Q_ENUM(Role)

    explicit RunLogModel(QObject *parent = nullptr);

    void append(const QList<flows::RunLogEntry> &entries);
    void clear();
    [[nodiscard]] const QList<flows::RunLogEntry> &entries() const { return m_entries; }
    //! \returns an empty entry for a row that is not there.
    [[nodiscard]] flows::RunLogEntry entry(int row) const { return m_entries.value(row); }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

private:
    QList<flows::RunLogEntry> m_entries;
};

//! `ActionStarted` as `Action started`; a code in another form stands for itself.
[[nodiscard]] QString eventWords(const QString &code);

} // namespace models
