#include "models/runsmodel.h"

#include "models/words.h"

#include <QMetaEnum>

namespace models {

namespace {

//! The whole of what displayed() shortens; nothing for the rest.
QVariant whole(const flows::Run &run, RunsModel::Column column)
{
    return column == RunsModel::StartedColumn ? QVariant(exactTime(run.startTime)) : QVariant();
}

} // namespace

RunsModel::RunsModel(QObject *parent)
    : PagedRows<flows::Run>(parent)
    , m_now(QDateTime::currentDateTimeUtc())
{
}

flows::Run RunsModel::run(int row) const
{
    return rows().value(row);
}

void RunsModel::tick(const QDateTime &now)
{
    m_now = now;
    int first = -1;
    int last = -1;
    for (int row = 0; row < rowCount(); ++row) {
        if (rows()[row].isTerminal())
            continue;
        first = first < 0 ? row : first;
        last = row;
    }
    if (first >= 0)
        Q_EMIT dataChanged(index(first, DurationColumn), index(last, DurationColumn),
                           {Qt::DisplayRole, SortRole, DurationMsRole});
}

int RunsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant RunsModel::displayed(const flows::Run &run, Column column) const
{
    switch (column) {
    case LabelColumn:
        return run.label;
    case FlowColumn:
        return run.flowTitle.isEmpty() ? run.flowId : run.flowTitle;
    case StatusColumn:
        return statusWord(run);
    case StartedColumn:
        return timeWords(run.startTime);
    case DurationColumn:
        return durationWords(run.durationMs(m_now));
    case ColumnCount:
        break;
    }
    return {};
}

QVariant RunsModel::sorted(const flows::Run &run, Column column) const
{
    switch (column) {
    case LabelColumn:
        return run.label.toCaseFolded();
    case FlowColumn:
        return run.flowTitle.toCaseFolded();
    case StatusColumn:
        return static_cast<int>(statusKind(run));
    case StartedColumn:
        return run.startTime;
    case DurationColumn:
        return run.durationMs(m_now);
    case ColumnCount:
        break;
    }
    return {};
}

QVariant RunsModel::raw(const flows::Run &run, int role) const
{
    switch (role) {
    case IdRole:
        return run.runId;
    case LabelRole:
        return run.label;
    case FlowIdRole:
        return run.flowId;
    case FlowTitleRole:
        return run.flowTitle;
    case StatusKindRole:
        return QVariant::fromValue(statusKind(run));
    case StatusTextRole:
        return run.statusText();
    case StartTimeRole:
        return run.startTime;
    case CompletionTimeRole:
        return run.completionTime;
    case DurationMsRole:
        return run.durationMs(m_now);
    case OwnerUrnRole:
        return run.runOwner;
    case TagsRole:
        return run.tags;
    default:
        return {};
    }
}

QVariant RunsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const flows::Run &run = rows()[index.row()];
    const auto column = static_cast<Column>(index.column());
    if (role == Qt::DisplayRole)
        return displayed(run, column);
    if (role == Qt::AccessibleTextRole)
        return whole(run, column);
    if (role == SortRole)
        return sorted(run, column);
    return raw(run, role);
}

QVariant RunsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (static_cast<Column>(section)) {
    case LabelColumn:
        return tr("Label");
    case FlowColumn:
        return tr("Flow");
    case StatusColumn:
        return tr("Status");
    case StartedColumn:
        return tr("Started");
    case DurationColumn:
        return tr("Duration");
    case ColumnCount:
        break;
    }
    return {};
}

QHash<int, QByteArray> RunsModel::roleNames() const
{
    QHash<int, QByteArray> names = QAbstractTableModel::roleNames();
    const QMetaEnum roles = QMetaEnum::fromType<Role>();
    for (int i = 0; i < roles.keyCount(); ++i)
        names.insert(roles.value(i), roles.key(i));
    return names;
}

QList<int> RunsModel::changedRoles(const flows::Run &before, const flows::Run &after) const
{
    QList<int> roles;
    const QMetaEnum all = QMetaEnum::fromType<Role>();
    for (int i = 0; i < all.keyCount(); ++i) {
        if (all.value(i) != SortRole && raw(before, all.value(i)) != raw(after, all.value(i)))
            roles.append(all.value(i));
    }
    roles << Qt::DisplayRole << Qt::AccessibleTextRole << SortRole;
    return roles;
}

} // namespace models
