#pragma once

#include "layout/layers.h"

namespace layout {

//! How often segments between this layer and the next cross.
[[nodiscard]] int crossingsBelow(const Layered &graph, int layer);
//! The sum over all layers.
[[nodiscard]] int crossings(const Layered &graph);

} // namespace layout
