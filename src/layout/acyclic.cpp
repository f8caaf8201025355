#include "layout/acyclic.h"

#include <algorithm>
#include <utility>

namespace layout {

namespace {

enum class Mark : char { New, Open, Done };

//! Edges by their source: the happy one first, catch edges last, else in the order of the flow.
std::vector<std::vector<int>> outgoing(const Part &part)
{
    std::vector<std::vector<int>> out(part.ids.size());
    for (size_t i = 0; i < part.edges.size(); ++i)
        out[part.edges[i].from].push_back(static_cast<int>(i));
    const auto urgency = [&part](int i) { return part.edges[i].happy ? 0 : part.edges[i].exceptional ? 2 : 1; };
    for (std::vector<int> &list : out)
        std::stable_sort(list.begin(), list.end(), [&](int a, int b) { return urgency(a) < urgency(b); });
    return out;
}

//! The start of the happy path, then nodes that nothing leads to, then the rest.
std::vector<int> roots(const Part &part)
{
    std::vector<int> incoming(part.ids.size(), 0);
    for (const PartEdge &edge : part.edges)
        ++incoming[edge.to];
    std::vector<int> order;
    if (!part.spine.empty())
        order.push_back(part.spine.front());
    for (int node = 0; node < static_cast<int>(incoming.size()); ++node) {
        if (incoming[node] == 0)
            order.push_back(node);
    }
    for (int node = 0; node < static_cast<int>(incoming.size()); ++node)
        order.push_back(node);
    return order;
}

} // namespace

void makeAcyclic(Part &part)
{
    const std::vector<std::vector<int>> out = outgoing(part);
    std::vector<Mark> marks(part.ids.size(), Mark::New);
    std::vector<std::pair<int, size_t>> stack; // node, next of its edges
    for (const int root : roots(part)) {
        if (marks[root] != Mark::New)
            continue;
        marks[root] = Mark::Open;
        stack.emplace_back(root, 0);
        while (!stack.empty()) {
            auto &[node, next] = stack.back();
            if (next == out[node].size()) {
                marks[node] = Mark::Done;
                stack.pop_back();
                continue;
            }
            PartEdge &edge = part.edges[out[node][next++]];
            if (marks[edge.to] == Mark::Open) {
                edge.reversed = true;
            } else if (marks[edge.to] == Mark::New) {
                marks[edge.to] = Mark::Open;
                stack.emplace_back(edge.to, 0);
            }
        }
    }
    for (PartEdge &edge : part.edges) {
        if (edge.reversed)
            std::swap(edge.from, edge.to);
    }
}

} // namespace layout
