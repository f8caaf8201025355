#include "layout/sideports.h"

#include <algorithm>

namespace layout {

namespace {

double reach(const Spacing &spacing)
{
    return spacing.edgeGap + spacing.bendRadius;
}

//! One place at a side, from the top: of a turn, a line without one, or one end of a loop.
struct Place
{
    enum class Kind { Turn, Leaving, Entering, LoopBegin, LoopEnd };
    Kind kind;
    int index; //!< item, segment or loop
};

//! The line that uses a side of the box without a turn, among those at its bottom or top; -1: none.
int lineAt(const QVarLengthArray<Link, 2> &links, const std::vector<Side> &sides, Side side)
{
    for (const Link &link : links) {
        if (sides[link.segment] == side)
            return link.segment;
    }
    return -1;
}

//! From the top: ways up (the nearest first), loops around each other, ways down (the nearest last). Lines without
//! turns stand further out than turns.
std::vector<Place> places(const Layered &graph, const Ports &ports, const Item &box, Side side,
                          const std::vector<int> &loops)
{
    using Kind = Place::Kind;
    std::vector<int> outward(box.after.begin(), box.after.end());
    if (side == Side::Left)
        outward.assign(box.before.rbegin(), box.before.rend());
    std::vector<Place> result;
    for (const int turn : outward) {
        if (!graph.items[turn].up.isEmpty())
            result.push_back({Kind::Turn, turn});
    }
    if (const int line = lineAt(box.up, ports.enters, side); line >= 0)
        result.push_back({Kind::Entering, line});
    for (auto it = loops.rbegin(); it != loops.rend(); ++it)
        result.push_back({Kind::LoopBegin, *it});
    for (const int loop : loops)
        result.push_back({Kind::LoopEnd, loop});
    if (const int line = lineAt(box.down, ports.leaves, side); line >= 0)
        result.push_back({Kind::Leaving, line});
    for (auto it = outward.rbegin(); it != outward.rend(); ++it) {
        if (graph.items[*it].up.isEmpty())
            result.push_back({Kind::Turn, *it});
    }
    return result;
}

double &heightOf(const Place &place, SidePorts &sides)
{
    switch (place.kind) {
    case Place::Kind::Turn:
        return sides.turns[place.index];
    case Place::Kind::Leaving:
        return sides.leaves[place.index];
    case Place::Kind::Entering:
        return sides.enters[place.index];
    case Place::Kind::LoopBegin:
        return sides.loops[place.index].leave;
    case Place::Kind::LoopEnd:
        break;
    }
    return sides.loops[place.index].enter;
}

void share(const std::vector<Place> &row, double height, const Spacing &spacing, SidePorts &sides)
{
    const int count = static_cast<int>(row.size());
    const double step = count > 1 ? std::min(spacing.edgeGap, height * 0.8 / (count - 1)) : 0;
    double y = -step * (count - 1) / 2;
    for (const Place &place : row) {
        heightOf(place, sides) = y;
        y += step;
    }
}

} // namespace

double loopWidth(const SelfLoop &loop, const Spacing &spacing)
{
    const double label = loop.label.isEmpty() ? 0 : loop.label.width() + 2 * spacing.labelGap;
    return reach(spacing) + label;
}

SidePorts sidePorts(const Part &part, const Layered &graph, const Ports &ports, const Spacing &spacing)
{
    SidePorts sides;
    sides.turns.assign(graph.items.size(), 0);
    sides.leaves.assign(graph.segments, 0);
    sides.enters.assign(graph.segments, 0);
    sides.loops.resize(part.loops.size());
    std::vector<std::vector<int>> loopsOf(part.ids.size());
    for (size_t i = 0; i < part.loops.size(); ++i)
        loopsOf[part.loops[i].node].push_back(static_cast<int>(i));
    for (size_t node = 0; node < part.ids.size(); ++node) {
        const Item &box = graph.items[graph.boxOf[node]];
        share(places(graph, ports, box, Side::Left, {}), box.height, spacing, sides);
        share(places(graph, ports, box, Side::Right, loopsOf[node]), box.height, spacing, sides);
        double x = 0;
        for (const int loop : loopsOf[node]) {
            sides.loops[loop].x = x + reach(spacing);
            x += loopWidth(part.loops[loop], spacing);
        }
    }
    return sides;
}

} // namespace layout
