#pragma once

#include "layout/part.h"

namespace layout {

//! The rank of every node, from 0 at the top: every edge leads at least one rank down, and edges are short, those of
//! the happy path most of all. The part must be acyclic.
[[nodiscard]] std::vector<int> ranksOf(const Part &part);

} // namespace layout
