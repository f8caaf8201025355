#include "layout/hops.h"

#include <utility>

namespace layout {

namespace {

//! Where a turn's edge goes on in the next layer; -1 if it does not.
const QVarLengthArray<Link, 2> &wayOf(const Item &turn)
{
    return turn.up.isEmpty() ? turn.down : turn.up;
}

//! Whether the edge of a turn and that of a bend, its outer neighbour, change places in the layer that the turn leads
//! to.
bool crosses(const Layered &graph, const Item &turn, const Item &bend)
{
    const auto &way = wayOf(turn);
    const auto &other = turn.up.isEmpty() ? bend.down : bend.up;
    if (way.size() != 1 || other.size() != 1)
        return false;
    const int mine = graph.items[way[0].item].pos;
    const int its = graph.items[other[0].item].pos;
    return (bend.pos < turn.pos) != (its < mine);
}

bool hop(Layered &graph, int index)
{
    Item &turn = graph.items[index];
    std::vector<int> &layer = graph.layers[turn.layer];
    const int outer = turn.pos + static_cast<int>(turn.side);
    if (outer < 0 || outer >= static_cast<int>(layer.size()))
        return false;
    Item &bend = graph.items[layer[outer]];
    if (bend.kind != Item::Kind::Bend || bend.spine || !crosses(graph, turn, bend))
        return false;
    std::swap(layer[turn.pos], layer[bend.pos]);
    std::swap(turn.pos, bend.pos);
    return true;
}

} // namespace

void hopOverBends(Layered &graph)
{
    for (const int node : graph.boxOf) {
        const Item &box = graph.items[node];
        for (const int turn : box.before) { // the outermost first
            while (hop(graph, turn)) {
            }
        }
        for (auto it = box.after.rbegin(); it != box.after.rend(); ++it) {
            while (hop(graph, *it)) {
            }
        }
    }
}

} // namespace layout
