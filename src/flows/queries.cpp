#include "flows/queries.h"

#include "core/clock.h"

#include <QUrl>

namespace flows {

namespace {

//! Encoded here: QUrlQuery would leave `+` as it is, which servers read as a blank.
void add(QUrlQuery &query, QLatin1String key, const QString &value)
{
    if (!value.isEmpty())
        query.addQueryItem(key, QString::fromLatin1(QUrl::toPercentEncoding(value)));
}

void add(QUrlQuery &query, QLatin1String key, const QStringList &values)
{
    add(query, key, values.join(u','));
}

void add(QUrlQuery &query, QLatin1String key, int value)
{
    if (value > 0)
        query.addQueryItem(key, QString::number(value));
}

} // namespace

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
    QUrlQuery query;
    add(query, QLatin1String("filter_roles"), roles);
    add(query, QLatin1String("filter_fulltext"), fulltext);
    add(query, QLatin1String("filter_title"), titles);
    add(query, QLatin1String("filter_subtitle"), subtitles);
    add(query, QLatin1String("filter_description"), descriptions);
    add(query, QLatin1String("filter_keywords"), keywords);
    add(query, QLatin1String("filter_scope_string"), scopeStrings);
    add(query, QLatin1String("orderby"), orderBy);
    add(query, QLatin1String("per_page"), perPage);
    add(query, QLatin1String("marker"), marker);
    return query;
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
    QUrlQuery query;
    add(query, QLatin1String("filter_flow_id"), flowIds);
    add(query, QLatin1String("filter_roles"), roles);
    add(query, QLatin1String("filter_status"), statuses);
    add(query, QLatin1String("filter_label"), labels);
    add(query, QLatin1String("filter_flow_title"), flowTitles);
    add(query, QLatin1String("filter_start_time"), started.toString());
    add(query, QLatin1String("filter_completion_time"), completed.toString());
    add(query, QLatin1String("orderby"), orderBy);
    add(query, QLatin1String("per_page"), perPage);
    add(query, QLatin1String("marker"), marker);
    return query;
}

QUrlQuery RunLogQuery::toUrlQuery(const QString &marker) const
{
    QUrlQuery query;
    add(query, QLatin1String("limit"), limit);
    if (newestFirst)
        query.addQueryItem(QStringLiteral("reverse_order"), QStringLiteral("true"));
    add(query, QLatin1String("marker"), marker);
    return query;
}

} // namespace flows
