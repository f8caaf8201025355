#pragma once

#include "emulator/validation/shape.h"

#include <optional>

namespace emulator::validation {

//! What a state stores in the run state; nothing if it leaves that as it is. \throws BudgetSpent
[[nodiscard]] std::optional<Shape> outputOf(const core::Json &state, const Shape &before, ShapeBudget &budget);

//! Puts something where the ResultPath of a state, or of a catcher, says. \throws BudgetSpent
void writeAt(Shape &runState, const core::Json &object, Shape value, ShapeBudget &budget);

} // namespace emulator::validation
