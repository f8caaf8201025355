#pragma once

#include "core/apierror.h"

namespace auth {

//! What went wrong at the token endpoint, in terms of whoever needs the token: a refusal of the code, the refresh
//! token, the client or a scope is Unauthorized, and a lost answer is Network: no run was started, nothing is
//! ambiguous. The body is dropped: it may hold what was sent.
[[nodiscard]] core::ApiError explained(core::ApiError error);

} // namespace auth
