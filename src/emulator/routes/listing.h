#pragma once

#include "emulator/http/response.h"
#include "emulator/routes/marker.h"
#include "emulator/routes/routetable.h"
#include "emulator/store/listing.h"

#include <QHash>

#include <optional>

namespace emulator::routes {

//! How a list is cut into pages.
struct PageRules
{
    QString list;      //!< its name inside markers
    QString sizeField; //!< per_page or limit
    int defaultSize = 20;
    int largestSize = 50;
};

//! Which page is asked for. With a marker everything comes from it, and the rest of the query does not count.
struct PageRequest
{
    http::Query query;
    PageWish wish; //!< whole pages if it is asked for by its number
};

//! \throws http::Refusal 400 for a bad marker, size or page number.
[[nodiscard]] PageRequest pageRequest(const Call &call, const PageRules &rules);

//! Adds `limit`, `has_next_page` and `marker`. \param lastMarker  whether the last page has a `marker: null`
void addPaging(core::Json &document, const Call &call, const PageRules &rules, const PageRequest &request, bool hasNext,
               const core::Json &cursor, bool lastMarker);

//! 400 for a parameter of the query that can not be understood.
[[nodiscard]] http::Refusal badQuery(const QString &name, const QString &problem);

//! The values of a filter: `a=1,2&a=3` gives 1, 2, 3. \throws http::Refusal 400 for more than a query can be made of.
[[nodiscard]] QStringList filterValues(const http::Query &query, QStringView name);

//! One criterion of an `orderby`.
struct OrderItem
{
    QString field;
    bool descending = false;
};
//! `orderby` as a comma list, as repeated parameters, or both. \throws http::Refusal 400.
[[nodiscard]] QList<OrderItem> orderItems(const http::Query &query);

//! `orderby` by the names of fields. \param list  of what, for messages \throws http::Refusal 400
template<typename Order>
QList<Order> orderOf(const http::Query &query, const QHash<QString, decltype(Order::field)> &fields,
                     const QString &list)
{
    QList<Order> result;
    for (const OrderItem &item : orderItems(query)) {
        if (!fields.contains(item.field)) {
            throw badQuery(QStringLiteral("orderby"),
                           QStringLiteral("%1 can not be ordered by '%2'").arg(list, item.field.left(60)));
        }
        result.append({fields.value(item.field), item.descending});
    }
    return result;
}

//! `filter_roles` by the names of roles; empty if it names none. \param roleOf  nothing for an unknown name
//! \throws http::Refusal 400
template<typename Role>
QList<Role> namedRoles(const http::Query &query, std::optional<Role> (*roleOf)(const QString &name),
                       const QString &list)
{
    QList<Role> roles;
    for (const QString &name : filterValues(query, u"filter_roles")) {
        const std::optional<Role> role = roleOf(name);
        if (!role) {
            throw badQuery(QStringLiteral("filter_roles"),
                           QStringLiteral("'%1' is no role on %2").arg(name.left(60), list));
        }
        roles.append(*role);
    }
    return roles;
}

//! The deprecated `filter_role`; empty if it is blank. \param rolesFrom  empty for an unknown name
//! \throws http::Refusal 400
template<typename Role>
QList<Role> cumulativeRoles(const http::Query &query, QList<Role> (*rolesFrom)(const QString &name))
{
    const QString name = query.value(u"filter_role").trimmed();
    const QList<Role> roles = name.isEmpty() ? QList<Role>() : rolesFrom(name);
    if (roles.isEmpty() && !name.isEmpty()) {
        throw badQuery(QStringLiteral("filter_role"),
                       QStringLiteral("'%1' is none of the cumulative roles").arg(name.left(60)));
    }
    return roles;
}

//! A half-open stretch of time, open to a side whose moment is invalid.
struct TimeRange
{
    QDateTime from;
    QDateTime to;
};
//! `FROM,TO`, `FROM,`, `,TO` or `FROM`. \throws http::Refusal 400.
[[nodiscard]] TimeRange timeRange(const http::Query &query, const QString &name);

} // namespace emulator::routes
