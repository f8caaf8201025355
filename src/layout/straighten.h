#pragma once

#include "layout/layers.h"

namespace layout {

//! Moves straight runs of items sideways, within the room that their neighbours leave, to where their edges bend least
//! and are shortest. The happy path stays. Never breaks a distance that holds.
void straighten(Layered &graph, const Spacing &spacing);

} // namespace layout
