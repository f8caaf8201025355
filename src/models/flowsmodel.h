#pragma once

#include "flows/flow.h"
#include "models/pagedrows.h"

namespace models {

//! Flows, in the order of the service. Qt::AccessibleTextRole has the whole of what is shown shortened: plain text.
class FlowsModel final : public PagedRows<flows::Flow>
{
    Q_OBJECT

public:
    enum Column { TitleColumn, OwnerColumn, RoleColumn, UpdatedColumn, ColumnCount };
    Q_ENUM(Column)
    enum Role {
        IdRole = Qt::UserRole + 1,
        SortRole, //!< the raw value of the column: text in lower case, or a QDateTime
        TitleRole,
        SubtitleRole,
        DescriptionRole,
        OwnerUrnRole,
        UserRolesRole,        //!< QStringList, spelling as sent
        UpdatedAtRole,        //!< QDateTime, UTC
        KeywordsRole,         //!< QStringList
        DefinitionBytesRole,  //!< QByteArray, a copy; empty if the service hides it
        InputSchemaBytesRole, //!< QByteArray, a copy; empty if there is none
    };
    Q_ENUM(Role)

    explicit FlowsModel(QObject *parent = nullptr);

    //! Who is looking, to be told as `you`; before the first page. \param urn  empty if that is not known
    void setOwnUrn(const QString &urn) { m_ownUrn = urn; }

    //! \returns an empty flow for a row that is not there.
    [[nodiscard]] flows::Flow flow(int row) const;

    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

protected:
    [[nodiscard]] QString idOf(const flows::Flow &flow) const override { return flow.id; }
    [[nodiscard]] QList<int> changedRoles(const flows::Flow &before, const flows::Flow &after) const override;

private:
    [[nodiscard]] QVariant displayed(const flows::Flow &flow, Column column) const;

    QString m_ownUrn;
};

} // namespace models
