#include "layout/initialorder.h"

#include <algorithm>

namespace layout {

namespace {

class Placer
{
public:
    Placer(Layered &graph, Branches branches)
        : m_graph(graph)
        , m_branches(branches)
        , m_seen(graph.items.size(), 0)
        , m_left(graph.layers.size())
        , m_right(graph.layers.size())
    {
    }

    void run()
    {
        placeSpine();
        for (const std::vector<int> &layer : std::vector<std::vector<int>>(m_graph.layers)) {
            for (const int item : layer)
                walk(item, Side::Right);
        }
        for (size_t i = 0; i < m_graph.layers.size(); ++i) {
            std::vector<int> layer(m_left[i].rbegin(), m_left[i].rend());
            if (m_graph.spine[i] >= 0)
                appendUnit(layer, m_graph.spine[i]);
            layer.insert(layer.end(), m_right[i].begin(), m_right[i].end());
            m_graph.layers[i] = std::move(layer);
            m_graph.number(static_cast<int>(i));
        }
    }

private:
    void placeSpine()
    {
        for (const int item : m_graph.spine) {
            if (item >= 0)
                m_seen[item] = 1;
        }
        for (auto it = m_graph.spine.rbegin(); it != m_graph.spine.rend(); ++it) {
            if (*it < 0)
                continue;
            const Item &box = m_graph.items[*it];
            placeBranches(box);
            walkTurns(box);
        }
    }

    void placeBranches(const Item &box)
    {
        std::vector<int> right;
        std::vector<int> left;
        bool passed = false; // the happy edge
        int count = 0;
        for (const Link &link : box.down) {
            if (m_graph.items[link.item].spine) {
                passed = true;
                continue;
            }
            const bool odd = count++ % 2 == 1;
            const bool toRight = m_branches == Branches::RightFirst  ? !odd
                                 : m_branches == Branches::LeftFirst ? odd
                                 : m_branches == Branches::AsWritten ? passed
                                                                     : m_branches == Branches::Right;
            (toRight ? right : left).push_back(link.item);
        }
        if (m_branches == Branches::AsWritten)
            std::reverse(left.begin(), left.end()); // from the middle outward
        for (const int item : right)
            walk(item, Side::Right);
        for (const int item : left)
            walk(item, Side::Left);
    }

    void walkTurns(const Item &box)
    {
        for (const int turn : box.before)
            walkLinks(turn, Side::Left);
        for (const int turn : box.after)
            walkLinks(turn, Side::Right);
    }

    void walkLinks(int item, Side side)
    {
        for (const Link &link : m_graph.items[item].down)
            walk(link.item, side);
        for (const Link &link : m_graph.items[item].up)
            walk(link.item, side);
    }

    //! Takes everything in that hangs on an item and has no place yet.
    void walk(int first, Side side)
    {
        std::vector<int> stack{first};
        while (!stack.empty()) {
            int item = stack.back();
            stack.pop_back();
            if (m_graph.items[item].kind == Item::Kind::Turn)
                item = m_graph.boxOf[m_graph.items[item].node]; // a turn comes with its box
            if (m_seen[item])
                continue;
            m_seen[item] = 1;
            place(item, side);
            push(stack, m_graph.items[item]);
        }
    }

    //! What comes last on the stack is walked first: edges down in input order, then turns, then edges up.
    void push(std::vector<int> &stack, const Item &item)
    {
        const auto pushLinks = [&stack](const auto &links) {
            for (auto it = links.rbegin(); it != links.rend(); ++it)
                stack.push_back(it->item);
        };
        pushLinks(item.up);
        for (const auto *turns : {&item.after, &item.before}) {
            for (const int turn : *turns) {
                pushLinks(m_graph.items[turn].up);
                pushLinks(m_graph.items[turn].down);
            }
        }
        pushLinks(item.down);
    }

    void place(int item, Side side)
    {
        const int layer = m_graph.items[item].layer;
        std::vector<int> unit;
        appendUnit(unit, item);
        if (side == Side::Left)
            m_left[layer].insert(m_left[layer].end(), unit.rbegin(), unit.rend());
        else
            m_right[layer].insert(m_right[layer].end(), unit.begin(), unit.end());
    }

    void appendUnit(std::vector<int> &layer, int item)
    {
        const Item &box = m_graph.items[item];
        layer.insert(layer.end(), box.before.begin(), box.before.end());
        layer.push_back(item);
        layer.insert(layer.end(), box.after.begin(), box.after.end());
    }

    Layered &m_graph;
    const Branches m_branches;
    std::vector<char> m_seen;
    std::vector<std::vector<int>> m_left, m_right; // by layer, from the middle outward
};

} // namespace

void orderByInput(Layered &graph, Branches branches)
{
    Placer(graph, branches).run();
}

} // namespace layout
