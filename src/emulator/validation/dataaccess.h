#pragma once

#include "emulator/http/response.h"
#include "emulator/validation/shapebudget.h"
#include "emulator/validation/statefacts.h"

#include <optional>

namespace emulator::validation {

//! Looks for paths that states read and that nothing on any way to them can have written, and makes the answer that
//! refuses the definition: in Wait states each with its place, else one sentence about the first. Nothing is said of
//! what is read in choices and expressions, which can be guarded, and of definitions too large to be looked through.
//! \param inputSchema  null: the input may be anything \param budget  what is too large to be looked through is said
//! by it. Source: flow-language.md 1.2, flows-service.md F6.
[[nodiscard]] std::optional<http::Response> impossibleAccess(const StateGraph &graph, const core::Json &inputSchema,
                                                             ShapeBudget &budget);

} // namespace emulator::validation
