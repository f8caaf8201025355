#pragma once

#include "emulator/routes/bodyreader.h"
#include "emulator/routes/service.h"

namespace emulator::routes {

//! Checks the fields `definition` and `input_schema` of a request, as far as they are given, by themselves.
void checkFlowDocuments(BodyReader &reader);

//! What the service tells about a definition whose form is good: `{"scopes", "analysis"}`. \param inputSchema  null if
//! there is none. \throws http::Refusal 422 FLOW_VALIDATION_FAILED, 409 SCOPE_RESOLUTION_FAILED.
//! Source: flows-service.md F6.
[[nodiscard]] core::Json analysed(const core::Json &definition, const core::Json &inputSchema, const Service &service);

} // namespace emulator::routes
