#pragma once

#include "core/json.h"
#include "flows/flowrequests.h"
#include "flows/runrequest.h"
#include "flows/runupdate.h"

namespace testsupport {

// The requests that a JSON object describes, field by field. A member that is not known to the request is lost, which
// a comparison of what is sent then shows.
[[nodiscard]] flows::NewFlow newFlowOf(const core::Json &fields);
[[nodiscard]] flows::FlowUpdate flowUpdateOf(const core::Json &fields);
[[nodiscard]] flows::RunRequest runRequestOf(const core::Json &fields);
[[nodiscard]] flows::RunUpdate runUpdateOf(const core::Json &fields);
//! The member as it stands; empty if it is absent.
[[nodiscard]] flows::RawJson rawOf(const core::Json &fields, const char *key);

} // namespace testsupport
