#pragma once

#include "widgets/diagram/diagramgeometry.h"

namespace widgets {

//! Where a key leads from a box. Down follows the happy path, else the first arrow out; Up goes back the same way; Left
//! and Right stay in the rank; Next and Previous go through all states in document order, so that every one is reached.
enum class Travel { Down, Up, Left, Right, First, Last, Next, Previous };

//! Only states are travelled to, not start, end or missing ones.
[[nodiscard]] bool canTravelTo(const DiagramGeometry &geometry, int node);

//! \param from index of a node; -1 for "nowhere yet", from which every way leads to the first (or for Last the last)
//! state \returns `from` itself where there is no way, -1 if there are no states
[[nodiscard]] int travel(const DiagramGeometry &geometry, int from, Travel way);

} // namespace widgets
