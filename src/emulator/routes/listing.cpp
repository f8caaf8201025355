#include "emulator/routes/listing.h"

#include "core/clock.h"

using namespace Qt::StringLiterals;
using core::Json;
using emulator::http::Query;

namespace emulator::routes {

namespace {

constexpr int largestPageNumber = 1000000;
constexpr qsizetype mostFilterValues = 50; //!< each is up to six tests in one expression; SQLite nests a thousand

//! The number in a parameter, or the fallback if it is absent or blank.
int number(const Query &query, const QString &name, int fallback, int largest)
{
    const QString text = query.value(name).trimmed();
    if (text.isEmpty())
        return fallback;
    bool good = false;
    const int value = text.toInt(&good);
    if (!good || value < 1 || value > largest)
        throw badQuery(name, u"it must be a number from 1 to %1"_s.arg(largest));
    return value;
}

QDateTime moment(const QString &name, QString text)
{
    text = text.trimmed();
    if (text.isEmpty())
        return {};
    if (text.size() == 10)
        text += u"T00:00:00"_s;
    else if (text.size() == 16)
        text += u":00"_s;
    if (const qsizetype blank = text.lastIndexOf(u' '); blank >= 19)
        text[blank] = u'+'; // an offset that was sent without escaping its plus
    const QDateTime time = core::fromServiceTime(text);
    if (!time.isValid())
        throw badQuery(name, u"'%1' is no ISO 8601 time"_s.arg(text.left(60)));
    return time;
}

} // namespace

http::Refusal badQuery(const QString &name, const QString &problem)
{
    return http::Refusal(
        http::errorAnswer(400, u"BAD_REQUEST"_s, u"The query parameter '%1' is not valid: %2."_s.arg(name, problem)));
}

PageRequest pageRequest(const Call &call, const PageRules &rules)
{
    PageRequest page{call.request.query, {}};
    const QString text =
        page.query.has(u"marker") ? page.query.value(u"marker") : page.query.value(u"pagination_token");
    if (!text.isEmpty()) {
        std::optional<Marker> marker = decodeMarker(text, call.service.markerKey);
        if (!marker || marker->list != rules.list)
            throw badQuery(u"marker"_s, u"this list did not hand it out"_s);
        page.query = std::move(marker->query);
        page.wish.cursor = std::move(marker->cursor);
    }
    page.wish.limit = number(page.query, rules.sizeField, rules.defaultSize, rules.largestSize);
    if (page.wish.cursor.is_null()) {
        page.wish.offset = (number(page.query, u"page"_s, 1, largestPageNumber) - 1) * page.wish.limit;
        page.wish.wholePages = !page.query.value(u"page").trimmed().isEmpty();
    }
    return page;
}

void addPaging(Json &document, const Call &call, const PageRules &rules, const PageRequest &request, bool hasNext,
               const Json &cursor, bool lastMarker)
{
    document["limit"] = request.wish.limit;
    document["has_next_page"] = hasNext;
    if (hasNext)
        document["marker"] = core::toStd(encodeMarker({rules.list, request.query, cursor}, call.service.markerKey));
    else if (lastMarker)
        document["marker"] = nullptr;
}

QStringList filterValues(const Query &query, QStringView name)
{
    QStringList values = query.list(name);
    if (values.size() > mostFilterValues)
        throw badQuery(name.toString(), u"it has more than %1 values"_s.arg(mostFilterValues));
    return values;
}

QList<OrderItem> orderItems(const Query &query)
{
    QList<OrderItem> items;
    for (const QString &text : query.list(u"orderby")) {
        const QStringList words = text.simplified().split(u' ');
        const QString direction = words.value(1, u"ASC"_s).toUpper();
        if (words.size() > 2 || (direction != "ASC"_L1 && direction != "DESC"_L1))
            throw badQuery(u"orderby"_s, u"'%1' is not a field followed by ASC or DESC"_s.arg(text.left(60)));
        items.append({words.first(), direction == "DESC"_L1});
    }
    return items;
}

TimeRange timeRange(const Query &query, const QString &name)
{
    const QStringList ends = query.value(name).split(u',');
    if (ends.size() > 2)
        throw badQuery(name, u"it has more than two moments"_s);
    return {moment(name, ends.first()), moment(name, ends.value(1))};
}

} // namespace emulator::routes
