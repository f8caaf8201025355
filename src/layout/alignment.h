#pragma once

#include "layout/layers.h"

namespace layout {

//! One of the four runs of Brandes and Köpf: aligns every item with the median of its neighbours above (or below),
//! preferring the left (or right) one, and packs the blocks to that side. The happy path is always one block.
//! Blocks are packed by longest paths through the graph of blocks instead of classes and shifts, so the flaw that the
//! erratum of 2020 mends does not arise. \returns x by item; for a run from the right still growing to the right.
[[nodiscard]] std::vector<double> alignedRun(const Layered &graph, const std::vector<char> &conflicts,
                                             const Spacing &spacing, bool fromAbove, bool fromLeft);

} // namespace layout
