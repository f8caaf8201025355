#pragma once

#include "emulator/http/response.h"

namespace emulator::auth {

//! An error in the shape of the OAuth routes: `error`, `error_description`, and `errors` with an id of its own.
//! Source: globus-auth.md 12.
//! \param code  of the element in `errors`; empty: `error` in upper case
[[nodiscard]] http::Response oauthError(int status, const QString &error, const QString &description,
                                        const QString &code = {});
//! A grant that is not, or no longer, good: 401 with the one word, as it was recorded. Source: globus-auth.md 3.2.
[[nodiscard]] http::Response invalidGrant();
//! 401 for a client that did not prove who it is.
[[nodiscard]] http::Response invalidClient();

} // namespace emulator::auth
