#include "layout/straighten.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace layout {

namespace {

constexpr double Nothing = 1e-6; // below this, two x are the same

//! A wish to move by `shift`; heavier ones win.
struct Wish
{
    double shift;
    int weight;
};

class Straightener
{
public:
    Straightener(Layered &graph, const Spacing &spacing)
        : m_graph(graph)
        , m_spacing(spacing)
    {
    }

    void run()
    {
        for (int pass = 0; pass < MostPasses; ++pass) {
            collectBlocks();
            bool moved = false;
            for (const std::vector<int> &block : m_blocks)
                moved = move(block) || moved;
            if (!moved)
                break;
        }
    }

private:
    static constexpr int MostPasses = 12;

    int rootOf(int item)
    {
        while (m_root[item] != item) {
            m_root[item] = m_root[m_root[item]];
            item = m_root[item];
        }
        return item;
    }

    //! Blocks are items that straight segments join, in the order of their first item from the top left.
    void collectBlocks()
    {
        m_root.resize(m_graph.items.size());
        std::iota(m_root.begin(), m_root.end(), 0);
        for (size_t i = 0; i < m_graph.items.size(); ++i) {
            for (const Link &link : m_graph.items[i].down) {
                if (std::abs(m_graph.items[link.item].x - m_graph.items[i].x) < Nothing) {
                    m_graph.items[link.item].x = m_graph.items[i].x;
                    m_root[rootOf(link.item)] = rootOf(static_cast<int>(i));
                }
            }
        }
        m_blocks.clear();
        m_blockOf.assign(m_graph.items.size(), -1);
        for (const std::vector<int> &layer : m_graph.layers) {
            for (const int item : layer) {
                int &block = m_blockOf[rootOf(item)];
                if (block < 0) {
                    block = static_cast<int>(m_blocks.size());
                    m_blocks.emplace_back();
                }
                m_blocks[block].push_back(item);
            }
        }
    }

    [[nodiscard]] static int weightOf(const Item &a, const Item &b)
    {
        const bool boxA = a.kind == Item::Kind::Box;
        const bool boxB = b.kind == Item::Kind::Box;
        return boxA && boxB ? 2 : boxA || boxB ? 3 : 8;
    }

    void wishesOf(int index, std::vector<Wish> &wishes)
    {
        const Item &item = m_graph.items[index];
        const auto add = [&](const auto &links) {
            for (const Link &link : links) {
                const Item &other = m_graph.items[link.item];
                if (m_blockOf[rootOf(link.item)] != m_blockOf[rootOf(index)])
                    wishes.push_back({other.x - item.x, weightOf(item, other)});
            }
        };
        add(item.up);
        add(item.down);
        if (item.kind == Item::Kind::Turn) // as near to its box as it may
            wishes.push_back({m_graph.items[m_graph.boxOf[item.node]].x - item.x, 1});
    }

    //! How far an item may move, without its neighbours moving.
    void limit(int index, double &least, double &most) const
    {
        const Item &item = m_graph.items[index];
        const std::vector<int> &layer = m_graph.layers[item.layer];
        if (item.pos > 0) {
            const Item &before = m_graph.items[layer[item.pos - 1]];
            least = std::max(least, before.x + separation(before, item, m_spacing) - item.x);
        }
        if (item.pos + 1 < static_cast<int>(layer.size())) {
            const Item &after = m_graph.items[layer[item.pos + 1]];
            most = std::min(most, after.x - separation(item, after, m_spacing) - item.x);
        }
    }

    //! The weighted median of the wishes; if any of a span does, the one nearest to staying.
    static double best(std::vector<Wish> &wishes)
    {
        std::stable_sort(wishes.begin(), wishes.end(), [](const Wish &a, const Wish &b) { return a.shift < b.shift; });
        int total = 0;
        for (const Wish &wish : wishes)
            total += wish.weight;
        int sum = 0;
        for (size_t i = 0; i < wishes.size(); ++i) {
            sum += wishes[i].weight;
            if (2 * sum < total)
                continue;
            const double low = wishes[i].shift;
            const double high = 2 * sum == total && i + 1 < wishes.size() ? wishes[i + 1].shift : low;
            return std::clamp(0.0, low, high);
        }
        return 0;
    }

    //! Moves a block and all that is in its way, if that is shorter over all.
    bool push(const std::vector<int> &block, double shift)
    {
        constexpr size_t MostPushes = 60;
        m_shift.assign(m_blocks.size(), 0);
        const int first = m_blockOf[rootOf(block.front())];
        m_shift[first] = shift;
        std::vector<int> moved{first}; // a block that is pushed again, further, stands in it again
        for (size_t i = 0; i < moved.size(); ++i) {
            for (const int item : m_blocks[moved[i]]) {
                if (!pushNeighbour(item, shift > 0, moved) || moved.size() > MostPushes)
                    return false;
            }
        }
        std::sort(moved.begin(), moved.end());
        moved.erase(std::unique(moved.begin(), moved.end()), moved.end());
        double change = 0;
        for (const int index : moved) {
            for (const int item : m_blocks[index])
                change += changeOf(item);
        }
        if (change > -Nothing)
            return false;
        for (const int index : moved) {
            for (const int item : m_blocks[index])
                m_graph.items[item].x += m_shift[index];
        }
        return true;
    }

    //! \returns false if the happy path is in the way.
    bool pushNeighbour(int index, bool right, std::vector<int> &moved)
    {
        const Item &item = m_graph.items[index];
        const std::vector<int> &layer = m_graph.layers[item.layer];
        const int next = item.pos + (right ? 1 : -1);
        if (next < 0 || next >= static_cast<int>(layer.size()))
            return true;
        const Item &other = m_graph.items[layer[next]];
        const double apart = right ? separation(item, other, m_spacing) : -separation(other, item, m_spacing);
        const double shift = item.x + shiftOf(index) + apart - other.x;
        const double known = shiftOf(layer[next]);
        if (right ? shift <= known + Nothing : shift >= known - Nothing)
            return true;
        if (m_graph.items[m_blocks[m_blockOf[rootOf(layer[next])]].front()].spine || other.spine)
            return false;
        const int block = m_blockOf[rootOf(layer[next])];
        m_shift[block] = shift;
        moved.push_back(block);
        return true;
    }

    [[nodiscard]] double shiftOf(int item) { return m_shift[m_blockOf[rootOf(item)]]; }

    //! By how much the edges of an item get longer; edges between two that move count at their upper end.
    double changeOf(int index)
    {
        const Item &item = m_graph.items[index];
        double sum = 0;
        const auto add = [&](int other, int weight) {
            const double distance = item.x - m_graph.items[other].x;
            sum += weight * (std::abs(distance + shiftOf(index) - shiftOf(other)) - std::abs(distance));
        };
        for (const Link &link : item.down)
            add(link.item, weightOf(item, m_graph.items[link.item]));
        for (const Link &link : item.up) {
            if (shiftOf(link.item) == 0)
                add(link.item, weightOf(item, m_graph.items[link.item]));
        }
        if (item.kind == Item::Kind::Turn)
            add(m_graph.boxOf[item.node], 1);
        for (const auto *turns : {&item.before, &item.after}) {
            for (const int turn : *turns) {
                if (shiftOf(turn) == 0)
                    add(turn, 1);
            }
        }
        return sum;
    }

    bool move(const std::vector<int> &block)
    {
        std::vector<Wish> wishes;
        double least = std::numeric_limits<double>::lowest();
        double most = std::numeric_limits<double>::max();
        for (const int item : block) {
            if (m_graph.items[item].spine)
                return false;
            wishesOf(item, wishes);
            limit(item, least, most);
        }
        if (wishes.empty() || least > most)
            return false;
        const double wanted = best(wishes);
        const double shift = std::clamp(wanted, least, most);
        if (std::abs(wanted - shift) > Nothing && push(block, wanted))
            return true;
        if (std::abs(shift) < Nothing)
            return false;
        for (const int item : block)
            m_graph.items[item].x += shift;
        return true;
    }

    Layered &m_graph;
    const Spacing &m_spacing;
    std::vector<int> m_root;
    std::vector<int> m_blockOf; // by root
    std::vector<std::vector<int>> m_blocks;
    std::vector<double> m_shift; // by block, while one pushes others
};

} // namespace

void straighten(Layered &graph, const Spacing &spacing)
{
    Straightener(graph, spacing).run();
}

} // namespace layout
