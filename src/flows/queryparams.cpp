#include "flows/queryparams.h"

#include <QUrl>

namespace flows {

namespace {

//! Encoded here: QUrlQuery would leave `+` as it is, which servers read as a blank.
QString encoded(const QString &text)
{
    return QString::fromLatin1(QUrl::toPercentEncoding(text));
}

} // namespace

void QueryWriter::add(QLatin1String name, const QString &value)
{
    if (!value.isEmpty())
        m_params.append({name, value});
}

void QueryWriter::add(QLatin1String name, const QStringList &values)
{
    add(name, values.join(u','));
}

void QueryWriter::add(QLatin1String name, int value)
{
    if (value > 0)
        m_params.append({name, QString::number(value)});
}

void QueryWriter::add(QLatin1String name, bool value)
{
    m_params.append({name, value ? QStringLiteral("true") : QStringLiteral("false")});
}

void QueryWriter::merge(const QueryParams &params)
{
    for (const auto &[name, value] : params)
        m_params.removeIf([&name = name](const auto &param) { return param.first == name; });
    m_params += params;
}

void QueryWriter::setMarker(const QString &marker)
{
    if (!marker.isEmpty())
        merge({{QStringLiteral("marker"), marker}});
}

QUrlQuery QueryWriter::toUrlQuery() const
{
    QUrlQuery query;
    for (const auto &[name, value] : m_params)
        query.addQueryItem(encoded(name), encoded(value));
    return query;
}

QUrlQuery toUrlQuery(const QueryParams &params)
{
    QueryWriter writer;
    writer.merge(params);
    return writer.toUrlQuery();
}

} // namespace flows
