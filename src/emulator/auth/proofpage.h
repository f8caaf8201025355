#pragma once

#include "emulator/auth/demands.h"
#include "emulator/http/response.h"

namespace emulator::auth {

//! The page that asks a person, after the choice of an identity, for what a session must prove besides: each
//! authentication policy and a second factor, one box each.
//! \param sealed  the request and the choice as the form brings them back (Seal)
//! \param again   not all of the boxes were ticked
[[nodiscard]] http::Response proofPage(const AuthorizeRequest &request, const Candidate &candidate,
                                       const Unproven &missing, const QByteArray &sealed, bool again);

//! Whether the form of that page confirms all that is missing.
[[nodiscard]] bool confirms(const http::Query &form, const Unproven &missing);

} // namespace emulator::auth
