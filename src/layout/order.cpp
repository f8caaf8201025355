#include "layout/order.h"

#include "layout/crossings.h"
#include "layout/transposition.h"

#include <algorithm>

namespace layout {

namespace {

using Positions = QVarLengthArray<int, 8>;

//! The weighted median of Gansner et al.: between two middle ones, nearer to where the others crowd. -1: nothing there.
double median(const Positions &p)
{
    const qsizetype count = p.size();
    if (count == 0)
        return -1;
    const qsizetype middle = count / 2;
    if (count % 2 == 1)
        return p[middle];
    if (count == 2)
        return (p[0] + p[1]) / 2.0;
    const double left = p[middle - 1] - p[0];
    const double right = p[count - 1] - p[middle];
    if (left + right == 0)
        return (p[middle - 1] + p[middle]) / 2.0;
    return (p[middle - 1] * right + p[middle] * left) / (left + right);
}

void sortTurns(const Layered &graph, QVarLengthArray<int, 1> &turns, bool up)
{
    if (turns.size() < 2)
        return;
    QVarLengthArray<std::pair<int, int>, 8> keys;
    for (const int turn : turns) {
        const auto &links = up ? graph.items[turn].up : graph.items[turn].down;
        if (links.isEmpty())
            return; // some lead the other way: transposition sees to them
        keys.push_back({graph.items[links[0].item].pos, turn});
    }
    std::stable_sort(keys.begin(), keys.end(), [](const auto &a, const auto &b) { return a.first < b.first; });
    for (qsizetype i = 0; i < turns.size(); ++i)
        turns[i] = keys[i].second;
}

//! Sorts by the medians of one neighbouring layer; what has no neighbour there keeps its place.
void sortLayer(Layered &graph, int layer, bool up)
{
    std::vector<int> order = unitsOf(graph, layer);
    std::vector<std::pair<double, int>> keyed;
    std::vector<size_t> places;
    Positions positions;
    for (size_t i = 0; i < order.size(); ++i) {
        Item &item = graph.items[order[i]];
        sortTurns(graph, item.before, up);
        sortTurns(graph, item.after, up);
        collectUnit(graph, order[i], up, positions);
        const double key = median(positions);
        if (key < 0)
            continue;
        keyed.emplace_back(key, order[i]);
        places.push_back(i);
    }
    std::stable_sort(keyed.begin(), keyed.end(), [](const auto &a, const auto &b) { return a.first < b.first; });
    for (size_t i = 0; i < places.size(); ++i)
        order[places[i]] = keyed[i].second;
    writeUnits(graph, layer, order);
}

} // namespace

int improveOrder(Layered &graph, int rounds)
{
    constexpr int Patience = 4;
    const int count = static_cast<int>(graph.layers.size());
    int best = crossings(graph);
    std::vector<std::vector<int>> bestOrder = graph.layers;
    int idle = 0;
    for (int round = 0; round < rounds && best > 0 && idle < Patience; ++round) {
        const bool down = round % 2 == 0;
        for (int i = 1; i < count; ++i)
            sortLayer(graph, down ? i : count - 1 - i, down);
        transpose(graph);
        const int now = crossings(graph);
        ++idle;
        if (now < best) {
            best = now;
            bestOrder = graph.layers;
            idle = 0;
        }
    }
    graph.restore(std::move(bestOrder));
    return best;
}

void shuffleOrder(Layered &graph, unsigned seed)
{
    unsigned state = seed * 2654435761U + 1;
    for (int layer = 0; layer < static_cast<int>(graph.layers.size()); ++layer) {
        std::vector<int> order = unitsOf(graph, layer);
        for (size_t i = order.size(); i > 1; --i) {
            state = state * 1664525U + 1013904223U;
            std::swap(order[i - 1], order[(state >> 8) % i]);
        }
        writeUnits(graph, layer, order);
    }
}

} // namespace layout
