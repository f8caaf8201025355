#pragma once

#include <vector>

namespace layout {

//! A line that changes its x between two layers.
struct Crossover
{
    double above = 0; //!< x where it comes from
    double below = 0; //!< x where it goes to
};

//! Shares out the tracks between two layers: horizontal pieces that would touch get tracks of their own, in an order
//! with few crossings and no two verticals upon each other. `apart` is the least distance between lines.
//! \returns the track by line, 0 the uppermost.
[[nodiscard]] std::vector<int> tracksOf(const std::vector<Crossover> &lines, double apart);

} // namespace layout
