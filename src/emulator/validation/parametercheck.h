#pragma once

#include "emulator/validation/problemlist.h"

namespace emulator::validation {

//! Checks the keys of Parameters that are evaluated: `name.$` holds a path, `name.=` an expression, at any depth.
//! Source: flow-language.md 3.
void checkParameters(const core::Json &parameters, const core::Json &loc, ProblemList &problems);

} // namespace emulator::validation
