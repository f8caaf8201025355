#pragma once

#include "flowlang/flowgraph.h"

namespace flowlang {

//! The nodes that a run most naturally goes through, from the first node on. A branch that can reach the end is better
//! than one that can not, that better than one that only fails; among equals the longer one is taken, then the default,
//! then the earlier rule. Catch edges are never taken, no node twice. Linear in nodes and edges.
//! \param outgoing  indices of the edges by the node that they leave
[[nodiscard]] QList<int> findHappyPath(const FlowGraph &graph, const QList<QList<int>> &outgoing);

} // namespace flowlang
