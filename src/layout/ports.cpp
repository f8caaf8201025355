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
        , m_owner(graph.items.size(), -1)
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

    //! Takes the room between a box, with its turns, and its neighbour, if it reaches `way` from the middle of the box
    //! and no line of the neighbour is there.
    bool takeRoom(const Item &box, bool right, double way)
    {
        const std::vector<int> &layer = m_graph.layers[box.layer];
        const int next = box.pos + (right ? int(box.after.size()) + 1 : -int(box.before.size()) - 1);
        if (next < 0 || next >= static_cast<int>(layer.size()))
            return true;
        const Item &neighbour = m_graph.items[layer[next]];
        const double room = right ? neighbour.x - neighbour.left - box.x : box.x - neighbour.x - neighbour.right;
        int &owner = m_owner[layer[right ? next - 1 : next]];
        const int me = layer[box.pos];
        if ((owner >= 0 && owner != me) || room < way + m_spacing.edgeGap)
            return false;
        owner = me;
        return true;
    }

    //! Lets a line use that side of the box if no loop is there and all the way out is clear.
    void takeSide(const Item &box, const Line &line, Side side, bool bottom)
    {
        const bool right = side == Side::Right;
        const bool loops = right && box.right > box.left;
        if (line.spine || loops)
            return;
        const Item &other = m_graph.items[line.other];
        if (other.kind == Item::Kind::Box && sides(!bottom)[line.segment] != Side::None)
            return; // one bend, not two: there is no room for a second
        const double slack = other.kind == Item::Kind::Box ? zone(other) : 0;
        const double way = right ? other.x - box.x : box.x - other.x;
        const auto &turns = right ? box.after : box.before;
        const double turn =
            turns.isEmpty() ? 0 : std::abs(m_graph.items[right ? turns.last() : turns.first()].x - box.x);
        if (way - slack < std::max(box.left + m_spacing.bendRadius + m_spacing.labelGap, turn + m_spacing.edgeGap))
            return;
        if (!takeRoom(box, right, way + slack))
            return;
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

    //! Lines that can go on straight do; the others stand between them, as near to the middle as can be.
    void spreadRow(const Item &box, const std::vector<Line> &row, double least, double most, bool bottom)
    {
        if (row.empty())
            return;
        std::vector<double> &mine = bottom ? m_ports.above : m_ports.below;
        const std::vector<double> &others = bottom ? m_ports.below : m_ports.above;
        const size_t count = row.size();
        const double step = count > 1 ? std::min(m_spacing.edgeGap, (most - least) / double(count - 1)) : 0;
        std::vector<double> place(count);
        double before = least - step;
        size_t free = 0; // lines since the last straight one
        for (size_t i = 0; i <= count; ++i) {
            const double wish = i < count ? others[row[i].segment] - box.x : most + step;
            if (i < count && (wish < least || wish > most)) {
                ++free;
                continue;
            }
            const double straight =
                i < count ? std::clamp(wish, std::max(before + step * double(free + 1), least + step * double(i)),
                                       most - step * double(count - 1 - i))
                          : wish;
            crowd(place, i - free, free, before + step, straight - step, step);
            if (i < count)
                place[i] = straight;
            before = straight;
            free = 0;
        }
        for (size_t i = 0; i < count; ++i)
            mine[row[i].segment] = box.x + place[i];
    }

    //! Places `count` lines `step` apart between two limits, their middle as near to 0 as can be.
    static void crowd(std::vector<double> &place, size_t first, size_t count, double least, double most, double step)
    {
        if (count == 0)
            return;
        const double width = step * double(count - 1);
        const double start = std::max(least, std::min(-width / 2, most - width));
        for (size_t i = 0; i < count; ++i)
            place[first + i] = start + step * double(i);
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
    std::vector<int> m_owner; // by item: the box whose lines use the room right of it
};

} // namespace

Ports portsOf(const Layered &graph, const Spacing &spacing)
{
    return Porter(graph, spacing).run();
}

} // namespace layout
