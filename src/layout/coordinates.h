#pragma once

#include "layout/layers.h"

namespace layout {

//! Writes Item::x of every item: neighbours keep their distance, the happy path is one vertical line, and few edges
//! bend. Four runs of Brandes and Köpf, balanced, then straightened.
void placeItems(Layered &graph, const Spacing &spacing);

} // namespace layout
