#include "layout/arrange.h"

#include "layout/coordinates.h"
#include "layout/hops.h"
#include "layout/initialorder.h"
#include "layout/order.h"
#include "layout/reinsertion.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace layout {

namespace {

//! How many starts a graph of that many items is worth.
int startsFor(size_t items)
{
    return items < 300 ? 12 : items < 800 ? 5 : items < 2000 ? 2 : 1;
}

//! What lies sideways: all edges, and the whole width.
double sprawl(const Layered &graph)
{
    double sum = 0;
    double least = 0;
    double most = 0;
    for (const Item &item : graph.items) {
        for (const Link &link : item.down)
            sum += std::abs(graph.items[link.item].x - item.x);
        if (item.kind == Item::Kind::Turn)
            sum += std::abs(graph.items[graph.boxOf[item.node]].x - item.x);
        least = std::min(least, item.x - item.left);
        most = std::max(most, item.x + item.right);
    }
    return sum + 2 * (most - least);
}

} // namespace

int arrange(Layered &graph, const Spacing &spacing)
{
    constexpr std::array Kinds{Branches::RightFirst, Branches::LeftFirst, Branches::AsWritten, Branches::Right,
                               Branches::Left};
    constexpr size_t MostForReinsertion = 2000;
    constexpr int Patience = 3;    // shuffled starts in vain
    constexpr double Worth = 0.98; // a later start must be clearly better
    const int starts = startsFor(graph.items.size());
    Layered best;
    int bestCrossings = -1;
    double bestSprawl = 0;
    int idle = 0;
    for (int start = 0; start < starts && idle < Patience; ++start) {
        const bool shuffled = start >= static_cast<int>(Kinds.size());
        if (shuffled && bestCrossings == 0)
            break;
        idle += shuffled ? 1 : 0;
        if (shuffled)
            shuffleOrder(graph, static_cast<unsigned>(start));
        else
            orderByInput(graph, Kinds[start]);
        int now = improveOrder(graph, 24);
        if (now > 0 && graph.items.size() < MostForReinsertion && reinsertEdges(graph))
            now = improveOrder(graph, 8);
        if (bestCrossings >= 0 && (now > bestCrossings || (shuffled && now == bestCrossings)))
            continue;
        hopOverBends(graph);
        placeItems(graph, spacing);
        const double width = sprawl(graph);
        if (now == bestCrossings && width >= bestSprawl * Worth)
            continue;
        idle = 0;
        bestCrossings = now;
        bestSprawl = width;
        best = graph;
    }
    graph = std::move(best);
    return bestCrossings;
}

} // namespace layout
