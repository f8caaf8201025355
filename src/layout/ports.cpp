#include "layout/ports.h"

#include "layout/boxlines.h"
#include "layout/sidechoice.h"

#include <algorithm>

namespace layout {

namespace {

class Porter
{
public:
    Porter(const Layered &graph, const Spacing &spacing)
        : m_graph(graph)
        , m_spacing(spacing)
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
        chooseSides(m_graph, m_spacing, m_ports);
        for (const bool bottom : {true, false, true, false}) { // each settles with what the other has found
            for (const int box : m_graph.boxOf)
                spread(m_graph.items[box], bottom);
        }
        followSides();
        return std::move(m_ports);
    }

private:
    //! Gives every line at the top or bottom its x.
    void spread(const Item &box, bool bottom)
    {
        std::vector<Line> row = linesAt(m_graph, box, bottom);
        const std::vector<Side> &atSide = bottom ? m_ports.leaves : m_ports.enters;
        row.erase(std::remove_if(row.begin(), row.end(),
                                 [&](const Line &line) { return atSide[line.segment] != Side::None; }),
                  row.end());
        const auto middle = std::find_if(row.begin(), row.end(), [](const Line &line) { return line.spine; });
        const double half = freeZone(box);
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
};

} // namespace

Ports portsOf(const Layered &graph, const Spacing &spacing)
{
    return Porter(graph, spacing).run();
}

} // namespace layout
