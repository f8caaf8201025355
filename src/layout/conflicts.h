#pragma once

#include "layout/layers.h"

namespace layout {

//! Marks by segment what may not be aligned: whatever crosses the happy path, and boxes' edges that cross a straight
//! run of bends (type 1 conflicts of Brandes and Köpf).
[[nodiscard]] std::vector<char> conflicts(const Layered &graph);

} // namespace layout
