#pragma once

#include "layout/layers.h"

namespace layout {

//! Lets turns stand beyond edges that pass beside their box, where they would cross these edges anyway: the crossing
//! moves to the straight piece between box and turn, and a bend is saved. To be called when the order is final.
void hopOverBends(Layered &graph);

} // namespace layout
