#pragma once

#include "layout/ports.h"

namespace layout {

//! Heights: where layers begin and end, and the tracks between them.
struct Verticals
{
    std::vector<double> top;    //!< by layer
    std::vector<double> bottom; //!< by layer
    std::vector<double> track;  //!< by segment: y of its horizontal piece; only if it has one
};

[[nodiscard]] Verticals verticals(const Layered &graph, const Ports &ports, const Spacing &spacing);

} // namespace layout
