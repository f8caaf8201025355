#pragma once

#include <QList>
#include <QString>
#include <QStringList>
#include <QVariantList>

#include <utility>

namespace emulator {

class Database;

//! The table that says who has which role on the records of one kind. Its columns are the record's id, `role` and
//! `principal`.
struct RoleTable
{
    QString name;
    QString idColumn;

    //! Takes the place of what it says about one record. \param roles  names of roles, and who has them
    void write(Database &database, const QString &id, const QList<std::pair<QString, QStringList>> &roles) const;

    //! That a row `r` gives one of the roles to one of the principals; values() has what is bound.
    [[nodiscard]] static QString test(const QStringList &roles, const QStringList &principals);
    [[nodiscard]] static QVariantList values(const QStringList &roles, const QStringList &principals);
};

//! True if one of the principals is in the list.
[[nodiscard]] bool holdsAny(const QStringList &list, const QStringList &principals);

//! `?, ?, ?`
[[nodiscard]] QString placeholders(qsizetype count);

//! The names of roles. \param Role  one of the enums of roles
template<typename Role>
QStringList roleNames(const QList<Role> &roles)
{
    QStringList names;
    for (const Role role : roles)
        names.append(roleName(role));
    return names;
}

} // namespace emulator
