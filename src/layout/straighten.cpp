#include "layout/straighten.h"

#include "layout/straightruns.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace layout {

namespace {

constexpr double Nothing = SameX;

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
            m_runs = straightRuns(m_graph);
            bool moved = false;
            for (const std::vector<int> &block : m_runs.all)
                moved = move(block) || moved;
            if (!moved)
                break;
        }
    }

private:
    static constexpr int MostPasses = 12;

    [[nodiscard]] static int weightOf(const Item &a, const Item &b)
    {
        const bool boxA = a.kind == Item::Kind::Box;
        const bool boxB = b.kind == Item::Kind::Box;
        return boxA && boxB ? 2 : boxA || boxB ? 3 : 8;
    }

    void wishesOf(int index, std::vector<Wish> &wishes) const
    {
        const Item &item = m_graph.items[index];
        const auto add = [&](const auto &links) {
            for (const Link &link : links) {
                const Item &other = m_graph.items[link.item];
                if (m_runs.of[link.item] != m_runs.of[index])
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
        m_shift.assign(m_runs.all.size(), 0);
        const int first = m_runs.of[block.front()];
        m_shift[first] = shift;
        std::vector<int> moved{first}; // a block that is pushed again, further, stands in it again
        for (size_t i = 0; i < moved.size(); ++i) {
            for (const int item : m_runs.all[moved[i]]) {
                if (!pushNeighbour(item, shift > 0, moved) || moved.size() > MostPushes)
                    return false;
            }
        }
        std::sort(moved.begin(), moved.end());
        moved.erase(std::unique(moved.begin(), moved.end()), moved.end());
        double change = 0;
        for (const int index : moved) {
            for (const int item : m_runs.all[index])
                change += changeOf(item);
        }
        if (change > -Nothing)
            return false;
        for (const int index : moved) {
            for (const int item : m_runs.all[index])
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
        if (m_graph.items[m_runs.all[m_runs.of[layer[next]]].front()].spine || other.spine)
            return false;
        const int block = m_runs.of[layer[next]];
        m_shift[block] = shift;
        moved.push_back(block);
        return true;
    }

    [[nodiscard]] double shiftOf(int item) const { return m_shift[m_runs.of[item]]; }

    //! By how much the edges of an item get longer; edges between two that move count at their upper end.
    [[nodiscard]] double changeOf(int index) const
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
    StraightRuns m_runs;
    std::vector<double> m_shift; // by block, while one pushes others
};

} // namespace

void straighten(Layered &graph, const Spacing &spacing)
{
    Straightener(graph, spacing).run();
}

} // namespace layout
