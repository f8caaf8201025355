#pragma once

#include "emulator/validation/problemlist.h"

namespace emulator::validation {

//! Checks the rules of a Choice. \param rules  a list. Source: flow-language.md 5.1, 5.2.
void checkChoices(const core::Json &rules, const core::Json &loc, ProblemList &problems);

} // namespace emulator::validation
