#pragma once

#include "core/clock.h"

#include <QString>

namespace emulator {
class Database;
}

namespace emulator::program {

//! Stores the example flows if this store has never held any flow. They belong to `owner@emulator`; everybody sees and
//! may start them by their role lists. \returns whether it did. Throws StoreError.
bool addExampleFlows(Database &database, const core::Clock &clock);

} // namespace emulator::program
