#include "layout/ranks.h"

#include "layout/networksimplex.h"

namespace layout {

namespace {

int weightOf(const PartEdge &edge)
{
    if (edge.happy)
        return 8;
    return edge.reversed || edge.exceptional ? 1 : 2;
}

} // namespace

std::vector<int> ranksOf(const Part &part)
{
    std::vector<RankEdge> edges;
    edges.reserve(part.edges.size());
    for (const PartEdge &edge : part.edges)
        edges.push_back({edge.from, edge.to, 1, weightOf(edge)});
    return networkSimplex(static_cast<int>(part.ids.size()), edges);
}

} // namespace layout
