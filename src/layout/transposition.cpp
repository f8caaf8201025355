#include "layout/transposition.h"

#include <algorithm>

namespace layout {

namespace {

using Positions = QVarLengthArray<int, 8>;

void collect(const Layered &graph, int item, bool up, Positions &into)
{
    for (const Link &link : up ? graph.items[item].up : graph.items[item].down)
        into.push_back(graph.items[link.item].pos);
}

//! Crossings of two neighbours with sorted ends: as they stand, less those when they are exchanged.
int gain(const Positions &left, const Positions &right)
{
    int sum = 0;
    for (const int l : left) {
        for (const int r : right)
            sum += l > r ? 1 : l < r ? -1 : 0;
    }
    return sum;
}

bool betterTurns(const Layered &graph, int left, int right)
{
    int sum = 0;
    for (const bool up : {true, false}) {
        Positions a;
        Positions b;
        collect(graph, left, up, a);
        collect(graph, right, up, b);
        sum += gain(a, b);
    }
    const auto length = [&graph](int turn) { return graph.chains[graph.items[turn].edge].size(); };
    const bool longerOutside =
        graph.items[left].side == Side::Left ? length(left) < length(right) : length(left) > length(right);
    return sum > 0 || (sum == 0 && longerOutside);
}

bool transposeTurns(const Layered &graph, QVarLengthArray<int, 1> &turns)
{
    bool changed = false;
    for (qsizetype i = 1; i < turns.size(); ++i) {
        if (betterTurns(graph, turns[i - 1], turns[i])) {
            std::swap(turns[i - 1], turns[i]);
            changed = true;
        }
    }
    return changed;
}

//! One unit with the positions of its neighbours, which do not change while its own layer is worked on.
struct Unit
{
    int item = 0;
    Positions up;
    Positions down;
};

bool transposeLayer(Layered &graph, int layer)
{
    constexpr int MostPasses = 8;
    const std::vector<int> order = unitsOf(graph, layer);
    bool turned = false;
    for (const int unit : order) {
        turned = transposeTurns(graph, graph.items[unit].before) || turned;
        turned = transposeTurns(graph, graph.items[unit].after) || turned;
    }
    std::vector<Unit> units(order.size());
    for (size_t i = 0; i < order.size() && order.size() > 1; ++i) {
        units[i].item = order[i];
        collectUnit(graph, order[i], true, units[i].up);
        collectUnit(graph, order[i], false, units[i].down);
    }
    bool moved = false;
    bool again = true;
    for (int pass = 0; again && pass < MostPasses; ++pass) {
        again = false;
        for (size_t i = 1; i < units.size(); ++i) {
            if (gain(units[i - 1].up, units[i].up) + gain(units[i - 1].down, units[i].down) <= 0)
                continue;
            std::swap(units[i - 1], units[i]);
            again = moved = true;
        }
    }
    if (!turned && !moved)
        return false;
    std::vector<int> result(order);
    for (size_t i = 0; i < units.size() && moved; ++i)
        result[i] = units[i].item;
    writeUnits(graph, layer, result);
    return true;
}

} // namespace

std::vector<int> unitsOf(const Layered &graph, int layer)
{
    std::vector<int> result;
    result.reserve(graph.layers[layer].size());
    for (const int item : graph.layers[layer]) {
        if (graph.items[item].kind != Item::Kind::Turn)
            result.push_back(item);
    }
    return result;
}

void writeUnits(Layered &graph, int layer, const std::vector<int> &units)
{
    std::vector<int> &items = graph.layers[layer];
    items.clear();
    for (const int unit : units) {
        const Item &item = graph.items[unit];
        items.insert(items.end(), item.before.begin(), item.before.end());
        items.push_back(unit);
        items.insert(items.end(), item.after.begin(), item.after.end());
    }
    graph.number(layer);
}

void collectUnit(const Layered &graph, int unit, bool up, Positions &into)
{
    into.clear();
    const Item &item = graph.items[unit];
    collect(graph, unit, up, into);
    for (const int turn : item.before)
        collect(graph, turn, up, into);
    for (const int turn : item.after)
        collect(graph, turn, up, into);
    if (into.size() > 1)
        std::sort(into.begin(), into.end());
}

void transpose(Layered &graph)
{
    constexpr int MostPasses = 8;
    const int count = static_cast<int>(graph.layers.size());
    std::vector<char> due(count, 1); // something in or beside the layer has changed
    bool changed = true;
    for (int pass = 0; changed && pass < MostPasses; ++pass) {
        changed = false;
        for (int layer = 0; layer < count; ++layer) {
            if (!due[layer])
                continue;
            due[layer] = 0;
            if (!transposeLayer(graph, layer))
                continue;
            changed = true;
            due[layer] = 1;
            if (layer > 0)
                due[layer - 1] = 1;
            if (layer + 1 < count)
                due[layer + 1] = 1;
        }
    }
}

} // namespace layout
