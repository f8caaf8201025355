#pragma once

#include <QSizeF>

#include <vector>

namespace layout {

//! An edge of one part. After makeAcyclic() it leads downward; `reversed` says that the drawn arrow leads upward.
struct PartEdge
{
    int id = -1; //!< index into Graph::edges; -1: not drawn, only keeps two nodes of the happy path one above the other
    int from = 0;
    int to = 0;
    QSizeF label;
    bool exceptional = false;
    bool happy = false; //!< connects two neighbours of the happy path; one edge a pair
    bool reversed = false;
};

//! An edge from a node to itself.
struct SelfLoop
{
    int id = 0; //!< index into Graph::edges
    int node = 0;
    QSizeF label;
};

//! One connected part of a graph. Nodes are numbered from 0, in the order of the whole graph.
struct Part
{
    std::vector<int> ids; //!< index into Graph::nodes
    std::vector<QSizeF> sizes;
    std::vector<PartEdge> edges;
    std::vector<SelfLoop> loops;
    std::vector<int> spine; //!< the nodes of the happy path that lie in this part
};

} // namespace layout
