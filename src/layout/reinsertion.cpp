#include "layout/reinsertion.h"

#include <algorithm>
#include <cstdlib>
#include <limits>

namespace layout {

namespace {

constexpr int Crossing = 256;  // against one place of distance from where the edge was
constexpr int SpineExtra = 16; // for crossing the happy path

//! Where an edge passes a layer: in a gap between items, or at an item that stays.
struct Place
{
    int pos = 0;        //!< of the gap (before the item with that position), or of the item
    bool fixed = false; //!< at an item
};

//! What it costs that a piece from one place to another crosses segments between two layers.
int crossed(const Layered &graph, int upperLayer, const Place &from, const Place &to)
{
    int cost = 0;
    for (const int item : graph.layers[upperLayer]) {
        const int above = graph.items[item].pos - from.pos;
        if (from.fixed && above == 0)
            continue;
        for (const Link &link : graph.items[item].down) {
            const int below = graph.items[link.item].pos - to.pos;
            if (to.fixed && below == 0)
                continue;
            if ((above < 0) != (below < 0))
                cost += graph.happySegments[link.segment] ? Crossing + SpineExtra : Crossing;
        }
    }
    return cost;
}

class Reinserter
{
public:
    explicit Reinserter(Layered &graph)
        : m_graph(graph)
    {
    }

    //! \returns whether the edge crosses less than before.
    bool reinsert(const std::vector<int> &chain)
    {
        if (!collect(chain))
            return false;
        takeOut();
        const int before = costOf(m_old);
        const std::vector<int> now = before < Crossing ? m_old : bestWay();
        const bool better = costOf(now) < before;
        putBack(better ? now : m_old);
        return better;
    }

private:
    //! Finds the items of the edge that can move. \returns false if there are none.
    bool collect(const std::vector<int> &chain)
    {
        m_moving.clear();
        for (const int item : chain) {
            const Item::Kind kind = m_graph.items[item].kind;
            if (kind == Item::Kind::Bend || kind == Item::Kind::Label)
                m_moving.push_back(item);
        }
        if (m_moving.empty() || m_graph.items[m_moving.front()].spine)
            return false;
        m_first = m_graph.items[m_moving.front()].up[0].item;
        m_last = m_graph.items[m_moving.back()].down[0].item;
        return true;
    }

    [[nodiscard]] int layerOf(size_t i) const { return m_graph.items[m_moving[i]].layer; }

    void takeOut()
    {
        m_old.clear();
        for (const int item : m_moving) {
            std::vector<int> &layer = m_graph.layers[m_graph.items[item].layer];
            m_old.push_back(m_graph.items[item].pos);
            layer.erase(layer.begin() + m_graph.items[item].pos);
            m_graph.number(m_graph.items[item].layer);
        }
        detach();
    }

    //! The edge's own pieces must not be counted; they are kept aside.
    void detach()
    {
        Item &first = m_graph.items[m_first];
        for (qsizetype i = 0; i < first.down.size(); ++i) {
            if (first.down[i].item == m_moving.front()) {
                m_index = i;
                m_own = first.down[i];
                first.down.remove(i);
                break;
            }
        }
    }

    void putBack(const std::vector<int> &way)
    {
        Item &first = m_graph.items[m_first];
        first.down.insert(first.down.begin() + m_index, m_own);
        for (size_t i = 0; i < way.size(); ++i) {
            std::vector<int> &layer = m_graph.layers[layerOf(i)];
            layer.insert(layer.begin() + way[i], m_moving[i]);
            m_graph.number(layerOf(i));
        }
    }

    //! A gap is no place inside of a box and its turns.
    [[nodiscard]] bool allowed(size_t i, int gap) const
    {
        const std::vector<int> &layer = m_graph.layers[layerOf(i)];
        const auto turn = [&](int pos, Side side) {
            const Item &item = m_graph.items[layer[pos]];
            return item.kind == Item::Kind::Turn && item.side == side;
        };
        if (gap > 0 && turn(gap - 1, Side::Left))
            return false;
        return gap >= static_cast<int>(layer.size()) || !turn(gap, Side::Right);
    }

    [[nodiscard]] int step(size_t i, const Place &from, int gap) const
    {
        const int distance = std::min(std::abs(gap - m_old[i]), 3);
        return crossed(m_graph, layerOf(i) - 1, from, {gap, false}) + distance;
    }

    [[nodiscard]] int lastStep(int gap) const
    {
        return Crossing *
               crossed(m_graph, layerOf(m_moving.size() - 1), {gap, false}, {m_graph.items[m_last].pos, true});
    }

    [[nodiscard]] int costOf(const std::vector<int> &way) const
    {
        Place from{m_graph.items[m_first].pos, true};
        int sum = 0;
        for (size_t i = 0; i < way.size(); ++i) {
            sum += step(i, from, way[i]);
            from = {way[i], false};
        }
        return sum + lastStep(way.back());
    }

    //! The cheapest way through the layers, from the top.
    [[nodiscard]] std::vector<int> bestWay() const
    {
        constexpr int Never = std::numeric_limits<int>::max() / 2;
        std::vector<std::vector<int>> cost(m_moving.size());
        std::vector<std::vector<int>> origin(m_moving.size());
        for (size_t i = 0; i < m_moving.size(); ++i) {
            const int gaps = static_cast<int>(m_graph.layers[layerOf(i)].size()) + 1;
            cost[i].assign(gaps, Never);
            origin[i].assign(gaps, 0);
            for (int gap = 0; gap < gaps; ++gap) {
                if (!allowed(i, gap))
                    continue;
                if (i == 0)
                    cost[i][gap] = step(i, {m_graph.items[m_first].pos, true}, gap);
                for (int from = 0; i > 0 && from < static_cast<int>(cost[i - 1].size()); ++from) {
                    if (cost[i - 1][from] >= cost[i][gap])
                        continue;
                    const int sum = cost[i - 1][from] + step(i, {from, false}, gap);
                    if (sum < cost[i][gap]) {
                        cost[i][gap] = sum;
                        origin[i][gap] = from;
                    }
                }
            }
        }
        int end = 0;
        int least = Never;
        for (int gap = 0; gap < static_cast<int>(cost.back().size()); ++gap) {
            const int sum = cost.back()[gap] < Never ? cost.back()[gap] + lastStep(gap) : Never;
            if (sum < least) {
                least = sum;
                end = gap;
            }
        }
        std::vector<int> way(m_moving.size());
        for (size_t i = m_moving.size(); i-- > 0;) {
            way[i] = end;
            end = origin[i][end];
        }
        return way;
    }

    Layered &m_graph;
    std::vector<int> m_moving; // bends and labels of the edge, from the top
    std::vector<int> m_old;    // their gaps before
    int m_first = 0;           // what stays above
    int m_last = 0;            // … and below
    qsizetype m_index = 0;     // of the edge among those of m_first
    Link m_own;
};

} // namespace

bool reinsertEdges(Layered &graph)
{
    constexpr int MostRounds = 3;
    Reinserter reinserter(graph);
    bool any = false;
    bool better = true;
    for (int round = 0; better && round < MostRounds; ++round) {
        better = false;
        for (const std::vector<int> &chain : graph.chains)
            better = reinserter.reinsert(chain) || better;
        any = any || better;
    }
    return any;
}

} // namespace layout
