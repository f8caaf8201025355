#include "layout/sidechoice.h"

#include "layout/boxlines.h"

#include <algorithm>
#include <cmath>

namespace layout {

namespace {

class SideChooser
{
public:
    SideChooser(const Layered &graph, const Spacing &spacing, Ports &ports)
        : m_graph(graph)
        , m_spacing(spacing)
        , m_ports(ports)
        , m_owner(graph.items.size(), -1)
    {
    }

    void takeSides(bool bottom, bool spine)
    {
        for (const int index : m_graph.boxOf) {
            const Item &box = m_graph.items[index];
            if (box.spine != spine)
                continue;
            const std::vector<Line> row = linesAt(m_graph, box, bottom);
            if (row.empty() || row.size() + box.before.size() + box.after.size() < 2)
                continue;
            takeSide(box, row.back(), Side::Right, bottom);
            takeSide(box, row.front(), Side::Left, bottom);
        }
    }

private:
    [[nodiscard]] std::vector<Side> &sides(bool bottom) { return bottom ? m_ports.leaves : m_ports.enters; }

    //! Whether no other edge passes between the box and its turns.
    [[nodiscard]] bool turnsStandTogether(const Item &box, bool right) const
    {
        const auto &turns = right ? box.after : box.before;
        const auto near = [&](int turn) { return std::abs(m_graph.items[turn].pos - box.pos) <= int(turns.size()); };
        return std::all_of(turns.begin(), turns.end(), near);
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
        if (line.spine || loops || !turnsStandTogether(box, right))
            return;
        const Item &other = m_graph.items[line.other];
        if (other.kind == Item::Kind::Box && sides(!bottom)[line.segment] != Side::None)
            return; // one bend, not two: there is no room for a second
        const double slack = other.kind == Item::Kind::Box ? freeZone(other) : 0;
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

    const Layered &m_graph;
    const Spacing &m_spacing;
    Ports &m_ports;
    std::vector<int> m_owner; // by item: the box whose lines use the room right of it
};

} // namespace

void chooseSides(const Layered &graph, const Spacing &spacing, Ports &ports)
{
    SideChooser chooser(graph, spacing, ports);
    for (const bool spine : {true, false}) {
        for (const bool bottom : {true, false})
            chooser.takeSides(bottom, spine);
    }
}

} // namespace layout
