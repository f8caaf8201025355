#pragma once

#include "layout/part.h"

namespace layout {

//! Turns round the edges that lead back to where the flow has been, so that none leads in a circle, and marks them
//! `reversed`. The happy path is walked first: its edges always stay as they are.
void makeAcyclic(Part &part);

} // namespace layout
