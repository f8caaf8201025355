#include "net/answer.h"

#include "net/retrypolicy.h"

namespace net {

using core::ApiError;

QString requestIdOf(const AttemptResult &result)
{
    for (const char *name : {"X-Request-Id", "X-Globus-Request-Id", "X-Amzn-RequestId"}) {
        if (const QByteArray value = result.header(name); !value.isEmpty())
            return QString::fromLatin1(value.left(200));
    }
    return {};
}

ApiError errorOf(const AttemptResult &result, const ErrorBody &body)
{
    ApiError error(ApiError::kindOfStatus(result.status), body.detail.isEmpty() ? result.reason : body.detail);
    error.httpStatus = result.status;
    error.code = body.code;
    error.debugId = body.debugId;
    error.requestId = requestIdOf(result);
    if (error.requestId.isEmpty())
        error.requestId = body.requestId;
    QDateTime now = parseHttpDate(result.header("Date"));
    if (!now.isValid())
        now = QDateTime::currentDateTimeUtc();
    error.retryAfter = parseRetryAfter(result.header("Retry-After"), now);
    error.body = result.body.left(ApiError::bodyLimit);
    return error;
}

Response responseOf(const AttemptResult &result)
{
    Response response;
    response.status = result.status;
    response.body = result.body;
    response.contentType = result.header("Content-Type");
    response.serverTime = parseHttpDate(result.header("Date"));
    response.requestId = requestIdOf(result);
    return response;
}

} // namespace net
