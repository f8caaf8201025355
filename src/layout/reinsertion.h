#pragma once

#include "layout/layers.h"

namespace layout {

//! Takes every edge that crosses others out of the layers that it passes, and puts it back along the way with the
//! fewest crossings, if that is better; boxes stay. This finds what sweeps can not: an edge that has to change sides as
//! a whole. \returns whether anything got better.
bool reinsertEdges(Layered &graph);

} // namespace layout
