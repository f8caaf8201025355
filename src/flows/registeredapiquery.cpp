#include "flows/registeredapiquery.h"

namespace flows {

QStringList allRegisteredApiRoles()
{
    static const QStringList roles{QStringLiteral("owner"), QStringLiteral("administrator"), QStringLiteral("viewer")};
    return roles;
}

QUrlQuery ListRegisteredApisQuery::toUrlQuery(const QString &marker) const
{
    QueryWriter query;
    query.add(QLatin1String("filter_roles"), roles);
    query.add(QLatin1String("orderby"), orderBy);
    query.add(QLatin1String("per_page"), perPage);
    query.merge(queryParams);
    query.setMarker(marker);
    return query.toUrlQuery();
}

} // namespace flows
