#include "emulator/store/roletable.h"

#include "emulator/store/statement.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace emulator {

void RoleTable::write(Database &database, const QString &id, const QList<std::pair<QString, QStringList>> &roles) const
{
    Statement(database, u"DELETE FROM "_s + name + u" WHERE "_s + idColumn + u" = ?"_s).bind(id).run();
    const QString insert =
        u"INSERT OR IGNORE INTO "_s + name + u" ("_s + idColumn + u", role, principal) VALUES (?, ?, ?)"_s;
    for (const auto &[role, principals] : roles) {
        for (const QString &principal : principals)
            Statement(database, insert).bind(id).bind(role).bind(principal).run();
    }
}

QString RoleTable::test(const QStringList &roles, const QStringList &principals)
{
    return u"r.role IN ("_s + placeholders(roles.size()) + u") AND r.principal IN ("_s +
           placeholders(principals.size()) + u")"_s;
}

QVariantList RoleTable::values(const QStringList &roles, const QStringList &principals)
{
    QVariantList values;
    for (const QString &value : roles + principals)
        values.append(value);
    return values;
}

bool holdsAny(const QStringList &list, const QStringList &principals)
{
    return std::any_of(list.begin(), list.end(), [&](const QString &one) { return principals.contains(one); });
}

QString placeholders(qsizetype count)
{
    return QStringList(count, u"?"_s).join(u", "_s);
}

} // namespace emulator
