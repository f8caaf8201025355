#pragma once

#include "core/json.h"
#include "emulator/auth/caller.h"
#include "emulator/routes/service.h"
#include "emulator/store/records.h"

namespace emulator::routes {

//! Puts what a document of F1 asks for into a new flow. \throws http::Refusal 422 with its problems.
void readNewFlow(const core::Json &document, const Service &service, FlowRecord &flow);
//! Changes the fields of a flow that a document of F4 names, and no others. `flow_owner` can only be the caller.
//! \throws http::Refusal 422 with its problems.
void readFlowUpdate(const core::Json &document, const auth::Caller &caller, const Service &service, FlowRecord &flow);

} // namespace emulator::routes
