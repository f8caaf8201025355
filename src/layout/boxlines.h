#pragma once

#include "layout/layers.h"

namespace layout {

//! A line at the top or bottom of a box, seen from it.
struct Line
{
    int other = 0; //!< the item that it leads to
    int segment = 0;
    bool spine = false; //!< it is the happy path
};

//! The lines at the bottom (or top) of a box in the order in which they go on, from the left.
[[nodiscard]] std::vector<Line> linesAt(const Layered &graph, const Item &box, bool bottom);

//! Half the width of the part of top and bottom where lines may end: bodies may have slanted or round corners.
[[nodiscard]] double freeZone(const Item &box);

} // namespace layout
