#pragma once

#include "layout/ports.h"

namespace layout {

//! Writes Ports::leaves and Ports::enters: the outermost line of a box with several uses the side if its way on stands
//! clear of the box and nothing is between. Boxes of the happy path choose first.
void chooseSides(const Layered &graph, const Spacing &spacing, Ports &ports);

} // namespace layout
