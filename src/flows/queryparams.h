#pragma once

#include <QList>
#include <QString>
#include <QStringList>
#include <QUrlQuery>

#include <utility>

namespace flows {

//! Query parameters by name, as they are: not percent-encoded.
using QueryParams = QList<std::pair<QString, QString>>;

//! Collects the parameters of a request.
class QueryWriter
{
public:
    //! Left out if the value is empty: a blank filter is an error on some routes. Source: flows-service.md 1.3.
    void add(QLatin1String name, const QString &value);
    //! Values joined by commas, which is the spelling that every source understands. A value that holds a comma is two
    //! values to the service.
    void add(QLatin1String name, const QStringList &values);
    //! Left out if it is not positive.
    void add(QLatin1String name, int value);
    //! `true` or `false`.
    void add(QLatin1String name, bool value);
    //! What the caller adds by hand: sent as it is, in place of all parameters of the same name.
    void merge(const QueryParams &params);
    //! The page to go on with, over whatever was said before; nothing if it is empty.
    void setMarker(const QString &marker);

    //! Percent-encoded, so that a plus and a per cent sign arrive as such.
    [[nodiscard]] QUrlQuery toUrlQuery() const;

private:
    QueryParams m_params;
};

//! The same for calls that know no parameters of their own.
[[nodiscard]] QUrlQuery toUrlQuery(const QueryParams &params);

} // namespace flows
