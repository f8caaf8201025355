#include "models/runlogmodel.h"

#include "models/words.h"

#include <QLocale>
#include <QMetaEnum>

namespace models {

namespace {

QString detail(const flows::RunLogEntry &entry)
{
    if (!entry.cause.isEmpty())
        return entry.exception.isEmpty() ? entry.cause : QString(entry.exception + QLatin1String(": ") + entry.cause);
    return entry.exception.isEmpty() ? entry.description : entry.exception;
}

QVariant displayed(const flows::RunLogEntry &entry, RunLogModel::Column column)
{
    switch (column) {
    case RunLogModel::TimeColumn:
        return clockTime(entry.time);
    case RunLogModel::EventColumn:
        return eventWords(entry.code);
    case RunLogModel::StateColumn:
        return entry.stateName;
    case RunLogModel::DetailColumn:
        return shortened(detail(entry));
    case RunLogModel::ColumnCount:
        break;
    }
    return {};
}

//! The whole of what displayed() shortens or rounds; nothing for the rest.
QVariant whole(const flows::RunLogEntry &entry, RunLogModel::Column column)
{
    if (column == RunLogModel::TimeColumn)
        return exactTime(entry.time);
    return column == RunLogModel::DetailColumn ? QVariant(detail(entry)) : QVariant();
}

} // namespace

QString eventWords(const QString &code)
{
    QString words;
    words.reserve(code.size() + 4);
    for (const QChar c : code) {
        if (c.isUpper() && !words.isEmpty()) {
            words += u' ';
            words += c.toLower();
        } else {
            words += c;
        }
    }
    return words;
}

RunLogModel::RunLogModel(QObject *parent)
    : QAbstractTableModel(parent)
{
}

void RunLogModel::append(const QList<flows::RunLogEntry> &entries)
{
    if (entries.isEmpty())
        return;
    const int first = rowCount();
    beginInsertRows({}, first, first + static_cast<int>(entries.size()) - 1);
    m_entries += entries;
    endInsertRows();
}

void RunLogModel::clear()
{
    beginResetModel();
    m_entries.clear();
    endResetModel();
}

int RunLogModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_entries.size());
}

int RunLogModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant RunLogModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const flows::RunLogEntry &entry = m_entries[index.row()];
    const auto column = static_cast<Column>(index.column());
    switch (role) {
    case Qt::DisplayRole:
        return displayed(entry, column);
    case Qt::AccessibleTextRole:
        return whole(entry, column);
    case SortRole:
        return column == TimeColumn ? QVariant(entry.time) : displayed(entry, column);
    case CodeRole:
        return entry.code;
    case EntryRole:
        return index.row();
    case TimeRole:
        return entry.time;
    case StateNameRole:
        return entry.stateName;
    case StateTypeRole:
        return entry.stateType;
    case DescriptionRole:
        return entry.description;
    case DetailsBytesRole:
        return entry.details.bytes();
    case CauseRole:
        return entry.cause;
    default:
        return {};
    }
}

QVariant RunLogModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (static_cast<Column>(section)) {
    case TimeColumn:
        return tr("Time");
    case EventColumn:
        return tr("Event");
    case StateColumn:
        return tr("State");
    case DetailColumn:
        return tr("Detail");
    case ColumnCount:
        break;
    }
    return {};
}

QHash<int, QByteArray> RunLogModel::roleNames() const
{
    QHash<int, QByteArray> names = QAbstractTableModel::roleNames();
    const QMetaEnum roles = QMetaEnum::fromType<Role>();
    for (int i = 0; i < roles.keyCount(); ++i)
        names.insert(roles.value(i), roles.key(i));
    return names;
}

} // namespace models
