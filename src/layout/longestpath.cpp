#include "layout/longestpath.h"

#include <algorithm>

namespace layout {

std::vector<int> longestPathRanks(int nodes, const std::vector<RankEdge> &edges)
{
    std::vector<std::vector<int>> below(nodes);
    std::vector<int> waiting(nodes, 0);
    for (size_t e = 0; e < edges.size(); ++e) {
        below[edges[e].from].push_back(static_cast<int>(e));
        ++waiting[edges[e].to];
    }
    std::vector<int> ready;
    for (int node = 0; node < nodes; ++node) {
        if (waiting[node] == 0)
            ready.push_back(node);
    }
    std::vector<int> ranks(nodes, 0);
    for (size_t i = 0; i < ready.size(); ++i) {
        for (const int e : below[ready[i]]) {
            const RankEdge &edge = edges[e];
            ranks[edge.to] = std::max(ranks[edge.to], ranks[edge.from] + edge.length);
            if (--waiting[edge.to] == 0)
                ready.push_back(edge.to);
        }
    }
    return ranks;
}

} // namespace layout
