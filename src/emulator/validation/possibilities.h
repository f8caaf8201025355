#pragma once

#include "emulator/validation/statefacts.h"

namespace emulator::validation {

//! In how many ways a run can go from the start to an end, each state at most once on the way: what leads back into a
//! loop is not followed again. Never more than 2^53 - 1, the largest number that every JSON reader keeps.
//! How the service counts loops is not known; of definitions without any this is the number of traversals.
//! Source: flows-service.md F6, flow-language.md 1.3.
[[nodiscard]] qint64 numberOfPossibilities(const StateGraph &graph);

} // namespace emulator::validation
