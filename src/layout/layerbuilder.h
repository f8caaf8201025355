#pragma once

#include "layout/layers.h"

namespace layout {

//! Makes boxes, bends, labels and turns. Layers stand in input order until they are ordered.
[[nodiscard]] Layered layered(const Part &part, const std::vector<int> &ranks, const Spacing &spacing);

} // namespace layout
