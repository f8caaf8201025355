#pragma once

#include "layout/layers.h"

namespace layout {

//! Marks by segment what may not be aligned: whatever crosses the happy path, and boxes' edges that cross a straight
//! run of bends (type 1 conflicts of Brandes and Köpf).
[[nodiscard]] std::vector<char> conflicts(const Layered &graph);

//! One of the four runs of Brandes and Köpf: aligns every item with the median of its neighbours above (or below),
//! preferring the left (or right) one, and packs the blocks to that side. The happy path is always one block.
//! Blocks are packed by longest paths through the graph of blocks instead of classes and shifts, so the flaw that the
//! erratum of 2020 mends does not arise. \returns x by item; for a run from the right still growing to the right.
[[nodiscard]] std::vector<double> alignedRun(const Layered &graph, const std::vector<char> &conflicts,
                                             const Spacing &spacing, bool fromAbove, bool fromLeft);

} // namespace layout
