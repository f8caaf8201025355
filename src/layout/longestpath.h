#pragma once

#include "layout/networksimplex.h"

namespace layout {

//! The least rank of every node that all edges above it allow: valid, but with longer edges than need be.
[[nodiscard]] std::vector<int> longestPathRanks(int nodes, const std::vector<RankEdge> &edges);

} // namespace layout
