#pragma once

#include "layout/layers.h"

namespace layout {

//! Where lines leave and enter boxes.
struct Ports
{
    std::vector<double> above; //!< by segment: x at its upper end
    std::vector<double> below; //!< … and at its lower end
    std::vector<Side> leaves;  //!< by segment: the side of the upper box at which it begins; None: the bottom
    std::vector<Side> enters;  //!< by segment: the side of the lower box at which it ends; None: the top
};

//! Spreads lines over the top and bottom of their boxes in the order in which they go on, the happy path in the middle.
//! A line whose way on stands clear of the box leaves (or enters) at the side: that saves a bend.
[[nodiscard]] Ports portsOf(const Layered &graph, const Spacing &spacing);

} // namespace layout
