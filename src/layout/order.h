#pragma once

#include "layout/layers.h"

namespace layout {

//! Orders every layer so that few edges cross, from the present order on, by median sweeps with transposition. What
//! makes no difference stays as it is. Turns stay beside their boxes. \returns the crossings left.
int improveOrder(Layered &graph, int rounds);

//! Shuffles every layer, for another start; the same way for the same seed on every machine.
void shuffleOrder(Layered &graph, unsigned seed);

} // namespace layout
