#include "layout/alignment.h"

#include <algorithm>
#include <limits>
#include <numeric>

namespace layout {

namespace {

//! Aligning and packing, written for a run from above and the left; other runs see the graph mirrored.
class Run
{
public:
    Run(const Layered &graph, const std::vector<char> &conflicting, const Spacing &spacing, bool fromAbove,
        bool fromLeft)
        : m_graph(graph)
        , m_conflicts(conflicting)
        , m_spacing(spacing)
        , m_above(fromAbove)
        , m_left(fromLeft)
        , m_root(graph.items.size())
        , m_last(graph.items.size())
    {
        std::iota(m_root.begin(), m_root.end(), 0);
        std::iota(m_last.begin(), m_last.end(), 0);
    }

    std::vector<double> x();

private:
    [[nodiscard]] int at(int layer, int k) const
    {
        const std::vector<int> &items = m_graph.layers[layer];
        return m_left ? items[k] : items[items.size() - 1 - k];
    }
    [[nodiscard]] int pos(int item) const
    {
        const Item &i = m_graph.items[item];
        return m_left ? i.pos : static_cast<int>(m_graph.layers[i.layer].size()) - 1 - i.pos;
    }
    [[nodiscard]] double apart(int a, int b) const
    {
        return m_left ? separation(m_graph.items[a], m_graph.items[b], m_spacing)
                      : separation(m_graph.items[b], m_graph.items[a], m_spacing);
    }
    void alignLayer(int layer);
    void align(int item, int &reached);
    bool tryAlign(int item, const Link &link, int &reached);
    [[nodiscard]] std::vector<double> pack() const;

    const Layered &m_graph;
    const std::vector<char> &m_conflicts;
    const Spacing &m_spacing;
    const bool m_above, m_left;
    std::vector<int> m_root; // of each item's block
    std::vector<int> m_last; // by item: it is the end of its block, nothing hangs on it yet
};

bool Run::tryAlign(int item, const Link &link, int &reached)
{
    if (m_root[item] != item || m_conflicts[link.segment] || m_last[link.item] != link.item ||
        pos(link.item) <= reached)
        return false;
    m_root[item] = m_root[link.item];
    m_last[link.item] = item;
    reached = pos(link.item);
    return true;
}

void Run::align(int item, int &reached)
{
    const Item &it = m_graph.items[item];
    QVarLengthArray<Link, 8> links;
    for (const Link &link : m_above ? it.up : it.down) {
        if (it.spine && m_graph.items[link.item].spine) {
            tryAlign(item, link, reached);
            return;
        }
        links.push_back(link);
    }
    if (links.isEmpty())
        return;
    std::stable_sort(links.begin(), links.end(),
                     [this](const Link &a, const Link &b) { return pos(a.item) < pos(b.item); });
    const qsizetype middle = (links.size() - 1) / 2;
    if (!tryAlign(item, links[middle], reached) && links.size() % 2 == 0)
        tryAlign(item, links[middle + 1], reached);
}

void Run::alignLayer(int layer)
{
    int reached = -1;
    for (int k = 0; k < static_cast<int>(m_graph.layers[layer].size()); ++k)
        align(at(layer, k), reached);
}

//! As far to the left as neighbours allow; then whatever has room before its right neighbour moves up to it.
std::vector<double> Run::pack() const
{
    struct Gap
    {
        int block;
        double distance;
    };
    const size_t count = m_root.size();
    std::vector<QVarLengthArray<Gap, 2>> right(count);
    std::vector<int> waiting(count, 0);
    for (size_t layer = 0; layer < m_graph.layers.size(); ++layer) {
        for (int k = 1; k < static_cast<int>(m_graph.layers[layer].size()); ++k) {
            const int a = at(static_cast<int>(layer), k - 1);
            const int b = at(static_cast<int>(layer), k);
            right[m_root[a]].push_back({m_root[b], apart(a, b)});
            ++waiting[m_root[b]];
        }
    }
    std::vector<double> x(count, 0);
    std::vector<int> ready;
    for (size_t i = 0; i < count; ++i) {
        if (m_root[i] == static_cast<int>(i) && waiting[i] == 0)
            ready.push_back(static_cast<int>(i));
    }
    for (size_t i = 0; i < ready.size(); ++i) {
        for (const Gap &gap : right[ready[i]]) {
            x[gap.block] = std::max(x[gap.block], x[ready[i]] + gap.distance);
            if (--waiting[gap.block] == 0)
                ready.push_back(gap.block);
        }
    }
    for (auto it = ready.rbegin(); it != ready.rend(); ++it) {
        double limit = std::numeric_limits<double>::max();
        for (const Gap &gap : right[*it])
            limit = std::min(limit, x[gap.block] - gap.distance);
        if (!right[*it].isEmpty())
            x[*it] = std::max(x[*it], limit);
    }
    for (size_t i = 0; i < count; ++i)
        x[i] = x[m_root[i]];
    return x;
}

std::vector<double> Run::x()
{
    const int layers = static_cast<int>(m_graph.layers.size());
    for (int i = 1; i < layers; ++i)
        alignLayer(m_above ? i : layers - 1 - i);
    std::vector<double> result = pack();
    if (!m_left) {
        for (double &x : result)
            x = -x;
    }
    return result;
}

} // namespace

std::vector<double> alignedRun(const Layered &graph, const std::vector<char> &conflicting, const Spacing &spacing,
                               bool fromAbove, bool fromLeft)
{
    return Run(graph, conflicting, spacing, fromAbove, fromLeft).x();
}

} // namespace layout
