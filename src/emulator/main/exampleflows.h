#pragma once

#include "core/clock.h"

#include <QString>

namespace emulator {
class Database;
}

namespace emulator::program {

//! True if this store has never held any flow. Throws StoreError.
[[nodiscard]] bool wantsExamples(Database &database);
//! Stores the example flows. They belong to `owner@emulator`; everybody sees and may start them by their role lists.
//! The store wants none from then on, even if all are deleted. Throws StoreError.
void addExampleFlows(Database &database, const core::Clock &clock);

} // namespace emulator::program
