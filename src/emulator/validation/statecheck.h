#pragma once

#include "emulator/validation/problemlist.h"

namespace emulator::validation {

//! Checks one state by itself: its fields, and which of them go together. Source: flow-language.md 1.1, 1.2, 2.
void checkState(const core::Json &state, const core::Json &loc, ProblemList &problems);

} // namespace emulator::validation
