#pragma once

#include "core/json.h"
#include "emulator/store/registeredapistore.h"

namespace emulator::routes {

//! Puts what a document of A2 asks for into a new registered API, whose owner the caller will be in any case.
//! \throws http::Refusal 400 VALIDATION_ERROR with the first problem as text.
void readNewApi(const core::Json &document, const QStringList &callerUrns, RegisteredApiRecord &api);
//! Changes the fields that a document of A4 names, and no others. \param roles  of the caller, who must be an
//! administrator at least \param principals  what may stand in a role list and mean him, his groups too
//! \throws http::Refusal 400 VALIDATION_ERROR, 403 FORBIDDEN for what only owners may change.
void readApiUpdate(const core::Json &document, const QList<ApiRole> &roles, const QStringList &principals,
                   RegisteredApiRecord &api);

} // namespace emulator::routes
