#pragma once

#include "layout/layers.h"

namespace layout {

//! Orders the layers and places their items: from several starts, the arrangement with the fewest crossings, and of
//! those the one with the shortest ways. Shuffled starts count only if they save crossings, so that a small change of
//! the graph moves little. \returns the crossings left.
int arrange(Layered &graph, const Spacing &spacing);

} // namespace layout
