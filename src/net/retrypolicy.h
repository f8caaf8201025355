#pragma once

#include "core/apierror.h"
#include "net/httpclient.h"

#include <QByteArray>
#include <QDateTime>

#include <chrono>
#include <optional>

namespace net {

//! May the request be sent again after this error? Only idempotent requests; only for Network, Timeout, RateLimited,
//! 502, 503, 504, and 500 for GET and HEAD.
[[nodiscard]] bool mayRetry(const Request &request, const core::ApiError &error);

//! How long to wait before the next attempt, or nothing if it is time to give up.
//! \param retries     how many retries there were before this one
//! \param spent       time since the first attempt began; with the delay it must stay within the budget
//! \param retryAfter  what the server asked for; zero counts as not given
//! \param jitter      0 to 1; the back-off varies by a quarter to both sides
[[nodiscard]] std::optional<std::chrono::milliseconds> retryDelay(const Limits &limits, int retries,
                                                                  std::chrono::milliseconds spent,
                                                                  std::optional<std::chrono::seconds> retryAfter,
                                                                  double jitter);

//! Reads `Retry-After`: seconds, or an HTTP date (a moment gone by counts as zero). Nothing for anything else.
//! \param now  the server's clock if it is known
[[nodiscard]] std::optional<std::chrono::seconds> parseRetryAfter(const QByteArray &value, const QDateTime &now);

//! Reads an HTTP date (`Sun, 06 Nov 1994 08:49:37 GMT`, and the two obsolete forms of RFC 9110). In UTC, or invalid.
[[nodiscard]] QDateTime parseHttpDate(const QByteArray &value);

} // namespace net
