#pragma once

#include "core/apierror.h"
#include "net/attempt.h"
#include "net/errorbody.h"
#include "net/httpclient.h"

namespace net {

//! The id under which the server knows the request, from whichever header it uses; empty if it sent none.
[[nodiscard]] QString requestIdOf(const AttemptResult &result);

//! The error that an answer outside 2xx stands for. Retry-After is counted by the server's own clock if it sent one.
[[nodiscard]] core::ApiError errorOf(const AttemptResult &result, const ErrorBody &body);

[[nodiscard]] Response responseOf(const AttemptResult &result);

} // namespace net
