#include "flows/servicetime.h"

#include "core/clock.h"

#include <chrono>
#include <optional>

namespace flows {

namespace {

//! The number written by `count` digits at `from`, or nothing.
std::optional<int> digits(std::string_view text, size_t from, size_t count)
{
    int number = 0;
    for (size_t i = from; i < from + count; ++i) {
        if (text[i] < '0' || text[i] > '9')
            return {};
        number = number * 10 + (text[i] - '0');
    }
    return number;
}

//! Milliseconds since the epoch of `2023-04-25T18:54:30.683000+00:00`, or nothing for any other form.
std::optional<qint64> commonForm(std::string_view text)
{
    using namespace std::chrono;
    if (text.size() != 32 || text[4] != '-' || text[7] != '-' || text[10] != 'T' || text[13] != ':' ||
        text[16] != ':' || text[19] != '.' || text.substr(26) != "+00:00") {
        return {};
    }
    const auto y = digits(text, 0, 4);
    const auto mo = digits(text, 5, 2);
    const auto d = digits(text, 8, 2);
    const auto h = digits(text, 11, 2);
    const auto mi = digits(text, 14, 2);
    const auto s = digits(text, 17, 2);
    const auto ms = digits(text, 20, 3);
    if (!y || !mo || !d || !h || !mi || !s || !ms || !digits(text, 23, 3))
        return {};
    const year_month_day date(year(*y), month(static_cast<unsigned>(*mo)), day(static_cast<unsigned>(*d)));
    if (!date.ok() || *h > 23 || *mi > 59 || *s > 59)
        return {};
    const auto moment = sys_days(date) + hours(*h) + minutes(*mi) + seconds(*s) + milliseconds(*ms);
    return duration_cast<milliseconds>(moment.time_since_epoch()).count();
}

} // namespace

QDateTime readServiceTime(std::string_view text)
{
    if (const auto milliseconds = commonForm(text))
        return QDateTime::fromMSecsSinceEpoch(*milliseconds, Qt::UTC);
    return core::fromServiceTime(QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())));
}

} // namespace flows
