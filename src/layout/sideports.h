#pragma once

#include "layout/ports.h"

namespace layout {

//! Where lines leave a box at its left and right: heights relative to the middle of the box.
struct SidePorts
{
    struct Loop
    {
        double leave = 0;
        double enter = 0;
        double x = 0; //!< of the loop's own vertical line, from the right border
    };
    std::vector<double> turns;  //!< by item; only of turns
    std::vector<double> leaves; //!< by segment; only where Ports::leaves has a side
    std::vector<double> enters; //!< by segment; only where Ports::enters has a side
    std::vector<Loop> loops;    //!< by index into Part::loops
};

//! How much room a self loop and its label take on the right of its box.
[[nodiscard]] double loopWidth(const SelfLoop &loop, const Spacing &spacing);

//! Shares out the sides of all boxes such that no two lines at one side cross.
[[nodiscard]] SidePorts sidePorts(const Part &part, const Layered &graph, const Ports &ports, const Spacing &spacing);

} // namespace layout
