#include "layout/crossings.h"

#include <algorithm>

namespace layout {

//! Counts inversions of the lower ends with a Fenwick tree, in O(n log n) (Barth, Mutzel and Jünger 2004).
int crossingsBelow(const Layered &graph, int layer)
{
    if (layer + 1 >= static_cast<int>(graph.layers.size()))
        return 0;
    const int width = static_cast<int>(graph.layers[layer + 1].size());
    std::vector<int> tree(width + 1, 0);
    QVarLengthArray<int, 16> ends;
    int total = 0;
    int seen = 0;
    for (const int item : graph.layers[layer]) {
        ends.clear();
        for (const Link &link : graph.items[item].down)
            ends.push_back(graph.items[link.item].pos);
        for (const int end : ends) {
            int before = 0;
            for (int i = end + 1; i > 0; i -= i & -i)
                before += tree[i];
            total += seen - before;
        }
        for (const int end : ends) {
            for (int i = end + 1; i <= width; i += i & -i)
                ++tree[i];
        }
        seen += static_cast<int>(ends.size());
    }
    return total;
}

int crossings(const Layered &graph)
{
    int total = 0;
    for (size_t layer = 0; layer + 1 < graph.layers.size(); ++layer)
        total += crossingsBelow(graph, static_cast<int>(layer));
    return total;
}

} // namespace layout
