#pragma once

#include "emulator/http/response.h"
#include "emulator/routes/marker.h"
#include "emulator/routes/routetable.h"
#include "emulator/store/listing.h"

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
    int limit = 0;
    int offset = 0;
    bool wholePages = false; //!< it is asked for by its number
    core::Json cursor;       //!< null on the first page
};

//! \throws http::Refusal 400 for a bad marker, size or page number.
[[nodiscard]] PageRequest pageRequest(const Call &call, const PageRules &rules);

//! Adds `limit`, `has_next_page` and `marker`. \param lastMarker  whether the last page has a `marker: null`
void addPaging(core::Json &document, const Call &call, const PageRules &rules, const PageRequest &request, bool hasNext,
               const core::Json &cursor, bool lastMarker);

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

//! A half-open stretch of time, open to a side whose moment is invalid.
struct TimeRange
{
    QDateTime from;
    QDateTime to;
};
//! `FROM,TO`, `FROM,`, `,TO` or `FROM`. \throws http::Refusal 400.
[[nodiscard]] TimeRange timeRange(const http::Query &query, const QString &name);

//! 400 for a parameter of the query that can not be understood.
[[nodiscard]] http::Refusal badQuery(const QString &name, const QString &problem);

} // namespace emulator::routes
