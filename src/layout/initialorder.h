#pragma once

#include "layout/layers.h"

namespace layout {

//! Where the branches of the happy path go at first.
enum class Branches {
    RightFirst, //!< in turn to the right and to the left
    LeftFirst,  //!< … beginning on the left
    AsWritten,  //!< those before the happy edge to its left, those behind it to its right
    Right,
    Left
};

//! Puts the happy path in the middle and what hangs on it beside it, from the bottom up, so that longer ways stand
//! further out. Without a happy path, depth first in input order.
void orderByInput(Layered &graph, Branches branches);

} // namespace layout
