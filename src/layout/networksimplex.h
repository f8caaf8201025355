#pragma once

#include <vector>

namespace layout {

//! `to` stands at least `length` (1 or more) below `from`; every further step costs `weight`.
struct RankEdge
{
    int from = 0;
    int to = 0;
    int length = 1;
    int weight = 1;
};

//! Ranks (from 0) of a connected graph without circles such that the weighted sum of all lengths is as small as can be.
//! The network simplex method of Gansner, Koutsofios, North and Vo (1993).
[[nodiscard]] std::vector<int> networkSimplex(int nodes, const std::vector<RankEdge> &edges);

} // namespace layout
