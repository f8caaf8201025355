#pragma once

#include "layout/layers.h"

namespace layout {

//! What moves as one in a layer: a box with its turns (named by the box), and every other item alone.
[[nodiscard]] std::vector<int> unitsOf(const Layered &graph, int layer);

//! Writes a layer as these units, and numbers it.
void writeUnits(Layered &graph, int layer, const std::vector<int> &units);

//! The positions, in the layer above or below, of all that a unit is linked to; sorted.
void collectUnit(const Layered &graph, int unit, bool up, QVarLengthArray<int, 8> &into);

//! Exchanges neighbours of all layers while that saves crossings. Of two turns that may stand either way, the one with
//! the shorter way comes to stand nearer to its box.
void transpose(Layered &graph);

} // namespace layout
