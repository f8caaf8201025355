#include "layout/order.h"

#include "layout/crossings.h"

#include <algorithm>

namespace layout {

namespace {

using Positions = QVarLengthArray<int, 8>;

//! A box with its turns moves as one unit, everything else alone.
class Sweeper
{
public:
    explicit Sweeper(Layered &graph)
        : m_graph(graph)
    {
    }

    //! Improves the present order. \returns its crossings.
    int improve(int rounds);
    //! Shuffles every layer, the same way for the same seed on every machine.
    void shuffle(unsigned seed);

private:
    [[nodiscard]] std::vector<int> units(int layer) const;
    void write(int layer, const std::vector<int> &units);
    void collect(Positions &into, int item, bool up) const;
    [[nodiscard]] Positions unitPositions(int unit, bool up) const;
    void sortTurns(QVarLengthArray<int, 1> &turns, bool up);
    void sortLayer(int layer, bool up);
    bool transposeLayer(int layer);
    [[nodiscard]] int gain(const Positions &left, const Positions &right) const;
    [[nodiscard]] bool better(int left, int right) const;
    [[nodiscard]] bool betterTurns(int left, int right) const;

    Layered &m_graph;
};

std::vector<int> Sweeper::units(int layer) const
{
    std::vector<int> result;
    for (const int item : m_graph.layers[layer]) {
        if (m_graph.items[item].kind != Item::Kind::Turn)
            result.push_back(item);
    }
    return result;
}

void Sweeper::write(int layer, const std::vector<int> &units)
{
    std::vector<int> &items = m_graph.layers[layer];
    items.clear();
    for (const int unit : units) {
        const Item &item = m_graph.items[unit];
        items.insert(items.end(), item.before.begin(), item.before.end());
        items.push_back(unit);
        items.insert(items.end(), item.after.begin(), item.after.end());
    }
    m_graph.number(layer);
}

void Sweeper::collect(Positions &into, int item, bool up) const
{
    for (const Link &link : up ? m_graph.items[item].up : m_graph.items[item].down)
        into.push_back(m_graph.items[link.item].pos);
}

Positions Sweeper::unitPositions(int unit, bool up) const
{
    Positions positions;
    const Item &item = m_graph.items[unit];
    collect(positions, unit, up);
    for (const int turn : item.before)
        collect(positions, turn, up);
    for (const int turn : item.after)
        collect(positions, turn, up);
    std::sort(positions.begin(), positions.end());
    return positions;
}

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

void Sweeper::sortTurns(QVarLengthArray<int, 1> &turns, bool up)
{
    if (turns.size() < 2)
        return;
    std::vector<std::pair<double, int>> keys;
    for (const int turn : turns) {
        Positions positions;
        collect(positions, turn, up);
        if (positions.isEmpty())
            return; // some lead the other way: transposition sees to them
        keys.emplace_back(positions[0], turn);
    }
    std::stable_sort(keys.begin(), keys.end(), [](const auto &a, const auto &b) { return a.first < b.first; });
    for (qsizetype i = 0; i < turns.size(); ++i)
        turns[i] = keys[i].second;
}

//! Sorts by the medians of one neighbouring layer; what has no neighbour there keeps its place.
void Sweeper::sortLayer(int layer, bool up)
{
    std::vector<int> order = units(layer);
    std::vector<std::pair<double, int>> keyed;
    std::vector<size_t> places;
    for (size_t i = 0; i < order.size(); ++i) {
        Item &item = m_graph.items[order[i]];
        sortTurns(item.before, up);
        sortTurns(item.after, up);
        const double key = median(unitPositions(order[i], up));
        if (key < 0)
            continue;
        keyed.emplace_back(key, order[i]);
        places.push_back(i);
    }
    std::stable_sort(keyed.begin(), keyed.end(), [](const auto &a, const auto &b) { return a.first < b.first; });
    for (size_t i = 0; i < places.size(); ++i)
        order[places[i]] = keyed[i].second;
    write(layer, order);
}

//! Crossings of two neighbours with sorted ends: as they stand, less those when they are exchanged.
int Sweeper::gain(const Positions &left, const Positions &right) const
{
    int now = 0;
    int swapped = 0;
    for (const int l : left) {
        for (const int r : right) {
            now += l > r ? 1 : 0;
            swapped += l < r ? 1 : 0;
        }
    }
    return now - swapped;
}

bool Sweeper::better(int left, int right) const
{
    int sum = 0;
    for (const bool up : {true, false})
        sum += gain(unitPositions(left, up), unitPositions(right, up));
    return sum > 0;
}

//! Of two turns that may stand either way, the one with the shorter way stands nearer to the box.
bool Sweeper::betterTurns(int left, int right) const
{
    int sum = 0;
    for (const bool up : {true, false}) {
        Positions a;
        Positions b;
        collect(a, left, up);
        collect(b, right, up);
        sum += gain(a, b);
    }
    const auto length = [this](int turn) { return m_graph.chains[m_graph.items[turn].edge].size(); };
    const bool longerOutside =
        m_graph.items[left].side == Side::Left ? length(left) < length(right) : length(left) > length(right);
    return sum > 0 || (sum == 0 && longerOutside);
}

bool Sweeper::transposeLayer(int layer)
{
    bool changed = false;
    std::vector<int> order = units(layer);
    for (const int unit : order) {
        Item &item = m_graph.items[unit];
        for (auto *turns : {&item.before, &item.after}) {
            for (qsizetype i = 1; i < turns->size(); ++i) {
                if (betterTurns((*turns)[i - 1], (*turns)[i])) {
                    std::swap((*turns)[i - 1], (*turns)[i]);
                    changed = true;
                }
            }
        }
    }
    for (size_t i = 1; i < order.size(); ++i) {
        if (better(order[i - 1], order[i])) {
            std::swap(order[i - 1], order[i]);
            changed = true;
        }
    }
    if (changed)
        write(layer, order);
    return changed;
}

int Sweeper::improve(int rounds)
{
    constexpr int Patience = 4;
    const int count = static_cast<int>(m_graph.layers.size());
    int best = crossings(m_graph);
    std::vector<std::vector<int>> bestOrder = m_graph.layers;
    std::vector<Item> bestItems = m_graph.items;
    int idle = 0;
    for (int round = 0; round < rounds && best > 0 && idle < Patience; ++round) {
        const bool down = round % 2 == 0;
        for (int i = 1; i < count; ++i)
            sortLayer(down ? i : count - 1 - i, down);
        bool changed = true;
        for (int again = 0; changed && again < 8; ++again) {
            changed = false;
            for (int layer = 0; layer < count; ++layer)
                changed = transposeLayer(layer) || changed;
        }
        const int now = crossings(m_graph);
        ++idle;
        if (now < best) {
            best = now;
            bestOrder = m_graph.layers;
            bestItems = m_graph.items;
            idle = 0;
        }
    }
    m_graph.layers = std::move(bestOrder);
    m_graph.items = std::move(bestItems);
    return best;
}

void Sweeper::shuffle(unsigned seed)
{
    unsigned state = seed * 2654435761U + 1;
    for (size_t layer = 0; layer < m_graph.layers.size(); ++layer) {
        std::vector<int> order = units(static_cast<int>(layer));
        for (size_t i = order.size(); i > 1; --i) {
            state = state * 1664525U + 1013904223U;
            std::swap(order[i - 1], order[(state >> 8) % i]);
        }
        write(static_cast<int>(layer), order);
    }
}

} // namespace

int improveOrder(Layered &graph, int rounds)
{
    return Sweeper(graph).improve(rounds);
}

void shuffleOrder(Layered &graph, unsigned seed)
{
    Sweeper(graph).shuffle(seed);
}

} // namespace layout
