#pragma once

#include "emulator/validation/problemlist.h"

namespace emulator::validation {

//! Checks a definition as the service does before it looks at what its states read: schema, targets, and that every
//! state is led to. Places begin with `definition`. Source: flow-language.md 1, 1.2.
void checkDefinition(const core::Json &definition, ProblemList &problems);

} // namespace emulator::validation
