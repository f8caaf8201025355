#pragma once

#include "layout/layers.h"

namespace layout {

//! Below this, two x are the same.
inline constexpr double SameX = 1e-6;

//! Items that vertical segments join, as blocks that move together.
struct StraightRuns
{
    std::vector<std::vector<int>> all; //!< items of each, in the order of their first one from the top left
    std::vector<int> of;               //!< index into `all` by item
};

//! Finds the runs, and makes x exactly the same within each.
[[nodiscard]] StraightRuns straightRuns(Layered &graph);

} // namespace layout
