#pragma once

#include "layout/layers.h"

namespace layout {

//! Puts the happy path in the middle and what hangs on it by turns to its right and left, from the bottom up, so that
//! longer ways stand further out. Without a happy path, depth first in input order.
void orderByInput(Layered &graph);

} // namespace layout
