#include "layout/ports.h"

#include <algorithm>
#include <cmath>

namespace layout {

namespace {

//! A line at one box, seen from it.
struct Line
{
    int other = 0; // item
    int segment = 0;
    bool spine = false;
};

class Porter
{
public:
    Porter(const Layered &graph, const Spacing &spacing)
        : m_graph(graph)
        , m_spacing(spacing)
        , m_taken(graph.items.size(), 0)
    {
        m_ports.above.resize(graph.segments);
        m_ports.below.resize(graph.segments);
        m_ports.leaves.assign(graph.segments, Side::None);
        m_ports.enters.assign(graph.segments, Side::None);
    }

    Ports run()
    {
        for (const Item &item : m_graph.items) {
            for (const Link &link : item.down) {
                m_ports.above[link.segment] = item.x;
                m_ports.below[link.segment] = m_graph.items[link.item].x;
            }
        }
        for (const bool spine : {true, false}) {
            for (const bool bottom : {true, false})
                takeSides(bottom, spine);
        }
        for (const bool bottom : {true, false, true, false}) { // each settles with what the other has found
            for (const int box : m_graph.boxOf)
                spread(m_graph.items[box], bottom);
        }
        followSides();
        return std::move(m_ports);
    }

private:
    //! Half the width of the part of top and bottom where lines may end: bodies may have slanted or round corners.
    [[nodiscard]] static double zone(const Item &box) { return box.left - std::min(box.left / 2, box.height / 2); }

    [[nodiscard]] std::vector<Side> &sides(bool bottom) { return bottom ? m_ports.leaves : m_ports.enters; }

    [[nodiscard]] std::vector<Line> lines(const Item &box, bool bottom) const
    {
        std::vector<Line> result;
        for (const Link &link : bottom ? box.down : box.up)
            result.push_back({link.item, link.segment, box.spine && m_graph.items[link.item].spine});
        if (std::count_if(result.begin(), result.end(), [](const Line &line) { return line.spine; }) > 1)
            keepOneSpine(result);
        std::stable_sort(result.begin(), result.end(), [this](const Line &a, const Line &b) {
            return m_graph.items[a.other].pos < m_graph.items[b.other].pos;
        });
        return result;
    }

    //! Of edges that run parallel to the happy one, from box to box, only that one is in the middle.
    void keepOneSpine(std::vector<Line> &row) const
    {
        bool found = false;
        for (Line &line : row) {
            line.spine = line.spine && !found && m_graph.happySegments[line.segment];
            found = found || line.spine;
        }
    }

    void takeSides(bool bottom, bool spine)
    {
        for (const int index : m_graph.boxOf) {
            const Item &box = m_graph.items[index];
            if (box.spine != spine)
                continue;
            const std::vector<Line> row = lines(box, bottom);
            if (row.size() + box.before.size() + box.after.size() < 2)
                continue;
            if (row.empty())
                continue;
            takeSide(box, row.back(), Side::Right, bottom);
            if (row.size() > 1)
                takeSide(box, row.front(), Side::Left, bottom);
        }
    }

    //! Whether a line of the box may use that side: nothing else does, and all the way out is clear.
    void takeSide(const Item &box, const Line &line, Side side, bool bottom)
    {
        const bool right = side == Side::Right;
        const bool loops = right && box.right > box.left;
        if (line.spine || loops || !(right ? box.after : box.before).isEmpty())
            return;
        const Item &other = m_graph.items[line.other];
        if (other.kind == Item::Kind::Box && sides(!bottom)[line.segment] != Side::None)
            return; // one bend, not two: there is no room for a second
        const double slack = other.kind == Item::Kind::Box ? zone(other) : 0;
        const double way = right ? other.x - box.x : box.x - other.x;
        if (way - slack < box.left + m_spacing.bendRadius + m_spacing.labelGap)
            return;
        const std::vector<int> &layer = m_graph.layers[box.layer];
        const int next = box.pos + (right ? 1 : -1);
        char &taken = m_taken[right || next < 0 ? layer[box.pos] : layer[next]]; // the room right of that item
        const bool atEdge = next < 0 || next >= static_cast<int>(layer.size());
        if (!atEdge) {
            const Item &neighbour = m_graph.items[layer[next]];
            const double room = right ? neighbour.x - neighbour.left - box.x : box.x - neighbour.x - neighbour.right;
            if (taken || room < way + slack + m_spacing.edgeGap)
                return;
            taken = 1;
        }
        sides(bottom)[line.segment] = side;
    }

    //! Gives every line at the top or bottom its x.
    void spread(const Item &box, bool bottom)
    {
        std::vector<Line> row = lines(box, bottom);
        const std::vector<Side> &atSide = sides(bottom);
        row.erase(std::remove_if(row.begin(), row.end(),
                                 [&](const Line &line) { return atSide[line.segment] != Side::None; }),
                  row.end());
        const auto middle = std::find_if(row.begin(), row.end(), [](const Line &line) { return line.spine; });
        const double half = zone(box);
        if (middle == row.end()) {
            spreadRow(box, row, -half, half, bottom);
            return;
        }
        (bottom ? m_ports.above : m_ports.below)[middle->segment] = box.x;
        const auto step = [&](auto count) {
            return std::min(m_spacing.edgeGap, half / std::max<double>(1, double(count)));
        };
        const std::vector<Line> left(row.begin(), middle);
        const std::vector<Line> right(middle + 1, row.end());
        spreadRow(box, left, -half, -step(left.size()), bottom);
        spreadRow(box, right, step(right.size()), half, bottom);
    }

    //! Each as near as can be to where it goes on straight; what can not is as near as can be to the middle.
    void spreadRow(const Item &box, const std::vector<Line> &row, double least, double most, bool bottom)
    {
        if (row.empty())
            return;
        std::vector<double> &mine = bottom ? m_ports.above : m_ports.below;
        const std::vector<double> &others = bottom ? m_ports.below : m_ports.above;
        const size_t count = row.size();
        const double step = count > 1 ? std::min(m_spacing.edgeGap, (most - least) / double(count - 1)) : 0;
        std::vector<double> wish(count);
        for (size_t i = 0; i < count; ++i) {
            const double straight = others[row[i].segment] - box.x;
            wish[i] = straight < least || straight > most ? std::clamp(0.0, least, most) : straight;
        }
        std::vector<double> forward(wish);
        std::vector<double> backward(wish);
        for (size_t i = 1; i < count; ++i)
            forward[i] = std::max(forward[i], forward[i - 1] + step);
        for (size_t i = count - 1; i-- > 0;)
            backward[i] = std::min(backward[i], backward[i + 1] - step);
        for (size_t i = 0; i < count; ++i) {
            const double low = least + step * double(i);
            const double high = most - step * double(count - 1 - i);
            const double x = (std::clamp(forward[i], low, high) + std::clamp(backward[i], low, high)) / 2;
            mine[row[i].segment] = box.x + x;
        }
    }

    //! A line at a side stands where its other end does.
    void followSides()
    {
        for (int i = 0; i < m_graph.segments; ++i) {
            if (m_ports.leaves[i] != Side::None)
                m_ports.above[i] = m_ports.below[i];
            if (m_ports.enters[i] != Side::None)
                m_ports.below[i] = m_ports.above[i];
        }
    }

    const Layered &m_graph;
    const Spacing &m_spacing;
    Ports m_ports;
    std::vector<char> m_taken; // by item: a line uses the room right of it
};

} // namespace

Ports portsOf(const Layered &graph, const Spacing &spacing)
{
    return Porter(graph, spacing).run();
}

} // namespace layout
