#include "flows/queries.h"

#include "core/clock.h"

namespace flows {

QStringList allFlowRoles()
{
    static const QStringList roles{
        QStringLiteral("flow_viewer"), QStringLiteral("flow_starter"), QStringLiteral("flow_administrator"),
        QStringLiteral("flow_owner"),  QStringLiteral("run_manager"),  QStringLiteral("run_monitor"),
    };
    return roles;
}

QStringList allRunRoles()
{
    static const QStringList roles{
        QStringLiteral("run_owner"),        QStringLiteral("run_manager"),      QStringLiteral("run_monitor"),
        QStringLiteral("flow_run_manager"), QStringLiteral("flow_run_monitor"),
    };
    return roles;
}

QUrlQuery ListFlowsQuery::toUrlQuery(const QString &marker) const
{
    QueryWriter query;
    query.add(QLatin1String("filter_roles"), roles);
    query.add(QLatin1String("filter_role"), role);
    query.add(QLatin1String("filter_fulltext"), fulltext);
    query.add(QLatin1String("filter_title"), titles);
    query.add(QLatin1String("filter_subtitle"), subtitles);
    query.add(QLatin1String("filter_description"), descriptions);
    query.add(QLatin1String("filter_keywords"), keywords);
    query.add(QLatin1String("filter_scope_string"), scopeStrings);
    query.add(QLatin1String("orderby"), orderBy);
    query.add(QLatin1String("per_page"), perPage);
    query.add(QLatin1String("page"), page);
    query.merge(queryParams);
    query.setMarker(marker);
    return query.toUrlQuery();
}

QString TimeSpan::toString() const
{
    if (!from.isValid() && !to.isValid())
        return {};
    QString text;
    if (from.isValid())
        text = core::toServiceTime(from);
    text += u',';
    if (to.isValid())
        text += core::toServiceTime(to);
    return text;
}

QUrlQuery ListRunsQuery::toUrlQuery(const QString &marker) const
{
    QueryWriter query;
    query.add(QLatin1String("filter_flow_id"), flowIds);
    query.add(QLatin1String("filter_roles"), roles);
    query.add(QLatin1String("filter_role"), role);
    query.add(QLatin1String("filter_status"), statuses);
    query.add(QLatin1String("filter_label"), labels);
    query.add(QLatin1String("filter_flow_title"), flowTitles);
    query.add(QLatin1String("filter_start_time"), started.toString());
    query.add(QLatin1String("filter_completion_time"), completed.toString());
    query.add(QLatin1String("orderby"), orderBy);
    query.add(QLatin1String("per_page"), perPage);
    query.add(QLatin1String("page"), page);
    query.merge(queryParams);
    query.setMarker(marker);
    return query.toUrlQuery();
}

QUrlQuery RunLogQuery::toUrlQuery(const QString &marker) const
{
    QueryWriter query;
    query.add(QLatin1String("limit"), limit);
    if (newestFirst)
        query.add(QLatin1String("reverse_order"), true);
    query.merge(queryParams);
    query.setMarker(marker);
    return query.toUrlQuery();
}

} // namespace flows
