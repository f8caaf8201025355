#include "layout/sideports.h"

#include <algorithm>

namespace layout {

namespace {

double reach(const Spacing &spacing)
{
    return spacing.edgeGap + spacing.bendRadius;
}

//! One place at a side, from the top: a turn, or one end of a loop.
struct Place
{
    int turn = -1;
    int loop = -1;
    bool leaves = false;
};

//! From the top: ways up (the nearest first), loops around each other, ways down (the nearest last).
std::vector<Place> places(const Layered &graph, const std::vector<int> &turnsOutward, const std::vector<int> &loops)
{
    std::vector<Place> result;
    for (const int turn : turnsOutward) {
        if (!graph.items[turn].up.isEmpty())
            result.push_back({turn, -1, false});
    }
    for (auto it = loops.rbegin(); it != loops.rend(); ++it)
        result.push_back({-1, *it, true});
    for (const int loop : loops)
        result.push_back({-1, loop, false});
    for (auto it = turnsOutward.rbegin(); it != turnsOutward.rend(); ++it) {
        if (graph.items[*it].up.isEmpty())
            result.push_back({*it, -1, false});
    }
    return result;
}

void share(const std::vector<Place> &row, double height, const Spacing &spacing, SidePorts &ports)
{
    const int count = static_cast<int>(row.size());
    const double step = count > 1 ? std::min(spacing.edgeGap, height * 0.8 / (count - 1)) : 0;
    double y = -step * (count - 1) / 2;
    for (const Place &place : row) {
        if (place.turn >= 0)
            ports.turns[place.turn] = y;
        else if (place.leaves)
            ports.loops[place.loop].leave = y;
        else
            ports.loops[place.loop].enter = y;
        y += step;
    }
}

} // namespace

double loopWidth(const SelfLoop &loop, const Spacing &spacing)
{
    const double label = loop.label.isEmpty() ? 0 : loop.label.width() + 2 * spacing.labelGap;
    return reach(spacing) + label;
}

SidePorts sidePorts(const Part &part, const Layered &graph, const Spacing &spacing)
{
    SidePorts ports;
    ports.turns.assign(graph.items.size(), 0);
    ports.loops.resize(part.loops.size());
    std::vector<std::vector<int>> loopsOf(part.ids.size());
    for (size_t i = 0; i < part.loops.size(); ++i)
        loopsOf[part.loops[i].node].push_back(static_cast<int>(i));
    for (size_t node = 0; node < part.ids.size(); ++node) {
        const Item &box = graph.items[graph.boxOf[node]];
        share(places(graph, {box.before.rbegin(), box.before.rend()}, {}), box.height, spacing, ports);
        share(places(graph, {box.after.begin(), box.after.end()}, loopsOf[node]), box.height, spacing, ports);
        double x = 0;
        for (const int loop : loopsOf[node]) {
            ports.loops[loop].x = x + reach(spacing);
            x += loopWidth(part.loops[loop], spacing);
        }
    }
    return ports;
}

} // namespace layout
