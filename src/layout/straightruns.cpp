#include "layout/straightruns.h"

#include <cmath>

namespace layout {

namespace {

//! Takes in everything that straight segments reach from an item.
void follow(Layered &graph, int first, int run, StraightRuns &runs)
{
    std::vector<int> stack{first};
    runs.of[first] = run;
    while (!stack.empty()) {
        const int index = stack.back();
        stack.pop_back();
        const Item &item = graph.items[index];
        const auto take = [&](const auto &links) {
            for (const Link &link : links) {
                Item &other = graph.items[link.item];
                if (runs.of[link.item] >= 0 || std::abs(other.x - item.x) >= SameX)
                    continue;
                other.x = item.x;
                runs.of[link.item] = run;
                stack.push_back(link.item);
            }
        };
        take(item.up);
        take(item.down);
    }
}

} // namespace

StraightRuns straightRuns(Layered &graph)
{
    StraightRuns runs;
    runs.of.assign(graph.items.size(), -1);
    for (const std::vector<int> &layer : graph.layers) {
        for (const int item : layer) {
            if (runs.of[item] >= 0)
                continue;
            follow(graph, item, static_cast<int>(runs.all.size()), runs);
            runs.all.emplace_back();
        }
    }
    for (const std::vector<int> &layer : graph.layers) {
        for (const int item : layer)
            runs.all[runs.of[item]].push_back(item);
    }
    return runs;
}

} // namespace layout
