#pragma once

#include "emulator/auth/demands.h"
#include "emulator/auth/scopewords.h"
#include "emulator/http/response.h"

namespace emulator::auth {

//! The page that asks a person who it is, and whether the client may have the scopes.
//! \param candidates  who may sign in; if there is nobody, the page says so, and can only be declined
//! \param chosen      id or user name of whom the choice begins with, if it is among them
//! \param sealed      the request as the form brings it back (Seal)
[[nodiscard]] http::Response consentPage(const AuthorizeRequest &request, const QList<Candidate> &candidates,
                                         const QString &chosen, const QByteArray &sealed, const NameOf &nameOf);

} // namespace emulator::auth
