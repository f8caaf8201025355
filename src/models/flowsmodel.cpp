#include "models/flowsmodel.h"

#include "models/roles.h"
#include "models/words.h"

#include <QMetaEnum>

namespace models {

namespace {

//! The whole of what displayed() shortens; nothing for the rest.
QVariant whole(const flows::Flow &flow, FlowsModel::Column column)
{
    if (column == FlowsModel::OwnerColumn)
        return flow.flowOwner;
    return column == FlowsModel::UpdatedColumn ? QVariant(exactTime(flow.updatedAt)) : QVariant();
}

QVariant sorted(const flows::Flow &flow, FlowsModel::Column column)
{
    switch (column) {
    case FlowsModel::TitleColumn:
        return flow.title.toCaseFolded();
    case FlowsModel::OwnerColumn:
        return flow.flowOwner;
    case FlowsModel::RoleColumn:
        return roleWord(flow.userRoles).toCaseFolded();
    case FlowsModel::UpdatedColumn:
        return flow.updatedAt;
    case FlowsModel::ColumnCount:
        break;
    }
    return {};
}

QByteArray shownBytes(const flows::RawJson &json)
{
    return json.isNullOrEmpty() ? QByteArray() : json.bytes();
}

QVariant raw(const flows::Flow &flow, int role)
{
    switch (role) {
    case FlowsModel::IdRole:
        return flow.id;
    case FlowsModel::TitleRole:
        return flow.title;
    case FlowsModel::SubtitleRole:
        return flow.subtitle;
    case FlowsModel::DescriptionRole:
        return flow.description;
    case FlowsModel::OwnerUrnRole:
        return flow.flowOwner;
    case FlowsModel::UserRolesRole:
        return flow.userRoles;
    case FlowsModel::UpdatedAtRole:
        return flow.updatedAt;
    case FlowsModel::KeywordsRole:
        return flow.keywords;
    case FlowsModel::DefinitionBytesRole:
        return shownBytes(flow.definition);
    case FlowsModel::InputSchemaBytesRole:
        return shownBytes(flow.inputSchema);
    default:
        return {};
    }
}

} // namespace

FlowsModel::FlowsModel(QObject *parent)
    : PagedRows<flows::Flow>(parent)
{
}

flows::Flow FlowsModel::flow(int row) const
{
    return rows().value(row);
}

int FlowsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant FlowsModel::displayed(const flows::Flow &flow, Column column) const
{
    switch (column) {
    case TitleColumn:
        return flow.title;
    case OwnerColumn:
        return principalWords(flow.flowOwner, m_ownUrn);
    case RoleColumn:
        return roleWord(flow.userRoles);
    case UpdatedColumn:
        return timeWords(flow.updatedAt);
    case ColumnCount:
        break;
    }
    return {};
}

QVariant FlowsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const flows::Flow &flow = rows()[index.row()];
    const auto column = static_cast<Column>(index.column());
    if (role == Qt::DisplayRole)
        return displayed(flow, column);
    if (role == Qt::AccessibleTextRole)
        return whole(flow, column);
    if (role == SortRole)
        return sorted(flow, column);
    return raw(flow, role);
}

QVariant FlowsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (static_cast<Column>(section)) {
    case TitleColumn:
        return tr("Title");
    case OwnerColumn:
        return tr("Owner");
    case RoleColumn:
        return tr("Your role");
    case UpdatedColumn:
        return tr("Updated");
    case ColumnCount:
        break;
    }
    return {};
}

QHash<int, QByteArray> FlowsModel::roleNames() const
{
    QHash<int, QByteArray> names = QAbstractTableModel::roleNames();
    const QMetaEnum roles = QMetaEnum::fromType<Role>();
    for (int i = 0; i < roles.keyCount(); ++i)
        names.insert(roles.value(i), roles.key(i));
    return names;
}

QList<int> FlowsModel::changedRoles(const flows::Flow &before, const flows::Flow &after) const
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
