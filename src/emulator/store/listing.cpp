#include "emulator/store/listing.h"

#include "emulator/store/storeerror.h"

using namespace Qt::StringLiterals;

namespace emulator {

QString folded(const QString &text)
{
    return text.toCaseFolded();
}

core::Json stamp(const QDateTime &time)
{
    return time.isValid() ? time.toMSecsSinceEpoch() : 0;
}

QString orderSql(const QList<SortColumn> &order)
{
    QStringList parts;
    for (const SortColumn &key : order)
        parts.append(key.column + (key.descending ? u" DESC"_s : u" ASC"_s));
    return u" ORDER BY "_s + parts.join(u", "_s);
}

void Conditions::add(const QString &condition, const QVariantList &values)
{
    m_conditions.append(condition);
    m_values.append(values);
}

void Conditions::addIn(const QString &column, const QStringList &values)
{
    if (values.isEmpty())
        return;
    QVariantList bound;
    for (const QString &value : values)
        bound.append(value);
    add(column + u" IN ("_s + placeholders(values.size()) + u")"_s, bound);
}

void Conditions::addContains(const QStringList &foldedColumns, const QStringList &values)
{
    if (values.isEmpty())
        return;
    QStringList tests;
    QVariantList bound;
    for (const QString &value : values) {
        for (const QString &column : foldedColumns) {
            tests.append(u"instr("_s + column + u", ?) > 0"_s);
            bound.append(folded(value));
        }
    }
    add(u"("_s + tests.join(u" OR "_s) + u")"_s, bound);
}

void Conditions::addRoles(const RoleTable &table, const QStringList &roles, const QStringList &principals)
{
    add(u"id IN (SELECT r."_s + table.idColumn + u" FROM "_s + table.name + u" r WHERE "_s +
            RoleTable::test(roles, principals) + u")"_s,
        RoleTable::values(roles, principals));
}

void Conditions::addAfter(const QList<SortColumn> &order, const core::Json &cursor)
{
    if (cursor.is_null())
        return;
    if (!cursor.is_array() || cursor.size() != static_cast<std::size_t>(order.size()))
        throw StoreError(u"The marker does not belong to this list."_s);
    // a > ? OR (a = ? AND (b < ? OR (b = ? AND id > ?)))
    QString sql;
    QVariantList bound;
    for (qsizetype i = 0; i < order.size(); ++i) {
        const core::Json &value = cursor[static_cast<std::size_t>(i)];
        if (order[i].number ? !value.is_number_integer() : !value.is_string())
            throw StoreError(u"The marker does not belong to this list."_s);
        const QVariant bind = order[i].number ? QVariant::fromValue(value.get<qint64>())
                                              : QVariant(core::toQString(value.get_ref<const std::string &>()));
        const bool last = i + 1 == order.size();
        sql += order[i].column + (order[i].descending ? u" < ?"_s : u" > ?"_s);
        bound.append(bind);
        if (!last) {
            sql += u" OR ("_s + order[i].column + u" = ? AND ("_s;
            bound.append(bind);
        }
    }
    sql += QString(2 * (order.size() - 1), u')');
    add(u"("_s + sql + u")"_s, bound);
}

ListSql listSql(const QString &select, const Conditions &where, const QList<SortColumn> &order)
{
    return {select + where.sql() + orderSql(order) + u" LIMIT ? OFFSET ?"_s, where.values()};
}

QString Conditions::sql() const
{
    return m_conditions.isEmpty() ? QString() : u" WHERE "_s + m_conditions.join(u" AND "_s);
}

} // namespace emulator
