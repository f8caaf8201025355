#include "layout/boxlines.h"

#include <algorithm>

namespace layout {

std::vector<Line> linesAt(const Layered &graph, const Item &box, bool bottom)
{
    std::vector<Line> result;
    for (const Link &link : bottom ? box.down : box.up)
        result.push_back({link.item, link.segment, graph.happySegments[link.segment] != 0});
    std::stable_sort(result.begin(), result.end(), [&graph](const Line &a, const Line &b) {
        return graph.items[a.other].pos < graph.items[b.other].pos;
    });
    return result;
}

double freeZone(const Item &box)
{
    return box.left - std::min(box.left / 2, box.height / 2);
}

} // namespace layout
