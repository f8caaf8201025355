#include "net/retrypolicy.h"

#include <QLocale>

#include <algorithm>

namespace net {

using core::ApiError;
using std::chrono::milliseconds;
using std::chrono::seconds;

bool mayRetry(const Request &request, const ApiError &error)
{
    if (!request.idempotent)
        return false;
    switch (error.kind) {
    case ApiError::Kind::Network:
    case ApiError::Kind::Timeout:
    case ApiError::Kind::RateLimited:
        return true;
    case ApiError::Kind::Server:
        if (error.httpStatus == 500)
            return request.method == "GET" || request.method == "HEAD";
        return error.httpStatus >= 502 && error.httpStatus <= 504;
    default:
        return false;
    }
}

std::optional<milliseconds> retryDelay(const Limits &limits, int retries, milliseconds spent,
                                       std::optional<seconds> retryAfter, double jitter)
{
    if (retries >= limits.maxRetries)
        return std::nullopt;
    milliseconds delay;
    if (retryAfter && retryAfter->count() > 0) {
        if (*retryAfter > limits.retryBudget) // also keeps the sum below from overflowing
            return std::nullopt;
        delay = *retryAfter;
    } else {
        const double factor = 0.75 + 0.5 * std::clamp(jitter, 0.0, 1.0);
        const double backoff = static_cast<double>(limits.firstBackoff.count()) * (1 << std::min(retries, 16));
        delay = milliseconds(static_cast<qint64>(backoff * factor));
    }
    if (spent + delay > limits.retryBudget)
        return std::nullopt;
    return delay;
}

std::optional<seconds> parseRetryAfter(const QByteArray &value, const QDateTime &now)
{
    const QByteArray text = value.trimmed();
    if (text.isEmpty())
        return std::nullopt;
    const bool digits = std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (digits) {
        bool good = false;
        const qint64 count = text.toLongLong(&good);
        constexpr qint64 year = 365LL * 24 * 3600; // whoever asks for more asks for never
        return seconds(good ? std::min(count, year) : year);
    }
    const QDateTime until = parseHttpDate(text);
    if (!until.isValid() || !now.isValid())
        return std::nullopt;
    return seconds(std::max<qint64>(0, now.secsTo(until)));
}

QDateTime parseHttpDate(const QByteArray &value)
{
    QString text = QString::fromLatin1(value).simplified();
    const qsizetype comma = text.indexOf(u',');
    if (comma >= 0) // without the day of the week: for a year of two digits it is that of another century
        text = text.mid(comma + 1).trimmed();
    for (const char *format : {"dd MMM yyyy hh:mm:ss 'GMT'", "dd-MMM-yy hh:mm:ss 'GMT'", "ddd MMM d hh:mm:ss yyyy"}) {
        QDateTime time = QLocale::c().toDateTime(text, QString::fromLatin1(format));
        if (!time.isValid())
            continue;
        time.setTimeSpec(Qt::UTC);
        return time.date().year() < 1970 ? time.addYears(100) : time;
    }
    return {};
}

} // namespace net
