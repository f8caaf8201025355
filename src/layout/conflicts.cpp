#include "layout/conflicts.h"

namespace layout {

namespace {

bool isBend(const Item &item)
{
    return item.kind != Item::Kind::Box;
}

//! The happy path's step between two layers, if it makes one: items above and below.
bool spineStep(const Layered &graph, int upperLayer, int &upper, int &lower)
{
    upper = graph.spine[upperLayer];
    lower = graph.spine[upperLayer + 1];
    return upper >= 0 && lower >= 0;
}

void markSpineConflicts(const Layered &graph, int layer, std::vector<char> &marked)
{
    int upper = 0;
    int lower = 0;
    if (!spineStep(graph, layer, upper, lower))
        return;
    const int upperPos = graph.items[upper].pos;
    const int lowerPos = graph.items[lower].pos;
    for (const int item : graph.layers[layer]) {
        for (const Link &link : graph.items[item].down) {
            const int a = graph.items[item].pos - upperPos;
            const int b = graph.items[link.item].pos - lowerPos;
            if (a * b < 0 || (a == 0) != (b == 0))
                marked[link.segment] = 1;
        }
    }
}

//! The scan of the paper: between two neighbouring inner segments, whatever leads outside of them is marked.
void markInnerConflicts(const Layered &graph, int layer, std::vector<char> &marked)
{
    const std::vector<int> &lowerLayer = graph.layers[layer + 1];
    const int upperWidth = static_cast<int>(graph.layers[layer].size());
    int before = -1;
    size_t next = 0;
    for (size_t i = 0; i < lowerLayer.size(); ++i) {
        const Item &item = graph.items[lowerLayer[i]];
        int inner = -1;
        for (const Link &link : item.up) {
            if (isBend(item) && isBend(graph.items[link.item]) && !marked[link.segment])
                inner = graph.items[link.item].pos;
        }
        if (inner < 0 && i + 1 < lowerLayer.size())
            continue;
        const int limit = inner < 0 ? upperWidth : inner;
        for (; next <= i; ++next) {
            for (const Link &link : graph.items[lowerLayer[next]].up) {
                const int pos = graph.items[link.item].pos;
                if (pos < before || pos > limit)
                    marked[link.segment] = 1;
            }
        }
        before = limit;
    }
}

} // namespace

std::vector<char> conflicts(const Layered &graph)
{
    std::vector<char> marked(graph.segments, 0);
    for (int layer = 0; layer + 1 < static_cast<int>(graph.layers.size()); ++layer) {
        markSpineConflicts(graph, layer, marked);
        markInnerConflicts(graph, layer, marked);
    }
    return marked;
}

} // namespace layout
