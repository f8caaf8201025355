#include "flows/webinputquery.h"

namespace flows {

QStringList allWebInputRoles()
{
    static const QStringList roles{QStringLiteral("viewer"), QStringLiteral("respondent")};
    return roles;
}

QUrlQuery ListWebInputsQuery::toUrlQuery(const QString &marker) const
{
    QueryWriter query;
    query.add(QLatin1String("filter_roles"), roles);
    query.add(QLatin1String("filter_states"), states);
    query.add(QLatin1String("filter_flow_ids"), flowIds);
    query.add(QLatin1String("filter_run_ids"), runIds);
    query.add(QLatin1String("orderby"), orderBy);
    query.add(QLatin1String("per_page"), perPage);
    query.merge(queryParams);
    query.setMarker(marker);
    return query.toUrlQuery();
}

} // namespace flows
