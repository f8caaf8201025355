#pragma once

#include "layout/layers.h"

namespace layout {

//! Orders every layer so that few edges cross: median sweeps with transposition from several starts, the best kept.
//! What makes no difference stays as the input has it. Turns stay beside their boxes. \returns the crossings left.
int orderLayers(Layered &graph);

} // namespace layout
