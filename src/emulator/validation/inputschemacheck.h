#pragma once

#include "emulator/validation/problemlist.h"

namespace emulator::validation {

//! Checks an input schema: draft-07 with `propertyOrder`, no other keywords, and one that can be used. Places begin
//! with `input_schema`. Source: flow-language.md 8.1.
void checkInputSchema(const core::Json &schema, ProblemList &problems);

} // namespace emulator::validation
