#include "layout/components.h"

#include <QtNumeric>

#include <algorithm>
#include <numeric>

namespace layout {

namespace {

constexpr qreal LargestSide = 100'000; // keeps every sum of sizes far from the end of the numbers

QSizeF usable(const QSizeF &size)
{
    const auto side = [](qreal length) { return qIsFinite(length) ? std::clamp(length, 0.0, LargestSide) : 0.0; };
    return {side(size.width()), side(size.height())};
}

//! A label needs both sides; anything else is no label.
QSizeF usableLabel(const QSizeF &size)
{
    const QSizeF label = usable(size);
    return label.isEmpty() ? QSizeF() : label;
}

int rootOf(std::vector<int> &parent, int node)
{
    while (parent[node] != node) {
        parent[node] = parent[parent[node]];
        node = parent[node];
    }
    return node;
}

//! The happy path without nodes that are out of range or stand in it already.
std::vector<int> cleanPath(const Graph &graph)
{
    std::vector<int> path;
    std::vector<char> seen(graph.nodes.size(), 0);
    for (const int node : graph.happyPath) {
        if (node < 0 || node >= graph.nodes.size() || seen[node])
            continue;
        seen[node] = 1;
        path.push_back(node);
    }
    return path;
}

//! Marks one edge between each two neighbours of the path, or adds one that is not drawn.
void markHappyEdges(Part &part)
{
    std::vector<int> next(part.ids.size(), -1);
    for (size_t i = 1; i < part.spine.size(); ++i)
        next[part.spine[i - 1]] = part.spine[i];
    std::vector<int> chosen(part.ids.size(), -1);
    for (size_t i = 0; i < part.edges.size(); ++i) {
        const PartEdge &edge = part.edges[i];
        if (next[edge.from] != edge.to)
            continue;
        const int known = chosen[edge.from];
        if (known < 0 || (part.edges[known].exceptional && !edge.exceptional))
            chosen[edge.from] = static_cast<int>(i);
    }
    for (size_t i = 1; i < part.spine.size(); ++i) {
        const int from = part.spine[i - 1];
        if (chosen[from] >= 0)
            part.edges[chosen[from]].happy = true;
        else
            part.edges.push_back({-1, from, part.spine[i], {}, false, true, false});
    }
}

} // namespace

std::vector<Part> partsOf(const Graph &graph)
{
    const int count = static_cast<int>(graph.nodes.size());
    const std::vector<int> path = cleanPath(graph);
    std::vector<int> parent(count);
    std::iota(parent.begin(), parent.end(), 0);
    const auto valid = [count](const Edge &e) { return e.from >= 0 && e.to >= 0 && e.from < count && e.to < count; };
    const auto join = [&parent](int a, int b) { parent[rootOf(parent, b)] = rootOf(parent, a); };
    for (const Edge &edge : graph.edges) {
        if (valid(edge))
            join(edge.from, edge.to);
    }
    for (size_t i = 1; i < path.size(); ++i)
        join(path[i - 1], path[i]);

    std::vector<Part> parts;
    std::vector<int> partOfRoot(count, -1);
    std::vector<int> local(count);
    for (int node = 0; node < count; ++node) {
        int &index = partOfRoot[rootOf(parent, node)];
        if (index < 0) {
            index = static_cast<int>(parts.size());
            parts.emplace_back();
        }
        local[node] = static_cast<int>(parts[index].ids.size());
        parts[index].ids.push_back(node);
        parts[index].sizes.push_back(usable(graph.nodes[node].size));
    }
    for (int i = 0; i < graph.edges.size(); ++i) {
        const Edge &edge = graph.edges[i];
        if (!valid(edge))
            continue;
        Part &part = parts[partOfRoot[rootOf(parent, edge.from)]];
        const QSizeF label = usableLabel(edge.label);
        if (edge.from == edge.to)
            part.loops.push_back({i, local[edge.from], label});
        else
            part.edges.push_back({i, local[edge.from], local[edge.to], label, edge.exceptional, false, false});
    }
    for (const int node : path)
        parts[partOfRoot[rootOf(parent, node)]].spine.push_back(local[node]);
    for (Part &part : parts)
        markHappyEdges(part);
    const auto main = std::max_element(parts.begin(), parts.end(), [](const Part &a, const Part &b) {
        return std::pair(a.spine.size(), a.ids.size()) < std::pair(b.spine.size(), b.ids.size());
    });
    if (main != parts.end())
        std::rotate(parts.begin(), main, main + 1);
    return parts;
}

std::vector<QPointF> pack(const std::vector<QSizeF> &sizes, qreal gap)
{
    std::vector<QPointF> corners;
    if (sizes.empty())
        return corners;
    qreal tallest = 0;
    qreal area = 0;
    for (const QSizeF &size : sizes) {
        tallest = std::max(tallest, size.height());
        area += (size.width() + gap) * (size.height() + gap);
    }
    const qreal limit = std::max(tallest, std::sqrt(area)); // many small islands make about a square
    qreal columnLeft = 0;
    qreal columnRight = 0;
    qreal y = 0;
    for (size_t i = 0; i < sizes.size(); ++i) {
        const bool newColumn = i == 1
                                   ? sizes[0].height() + gap + sizes[1].height() > limit || sizes[0].height() >= tallest
                                   : y > 0 && y + sizes[i].height() > limit;
        if (newColumn) {
            columnLeft = columnRight + gap;
            y = 0;
        }
        corners.emplace_back(columnLeft, y);
        columnRight = std::max(columnRight, columnLeft + sizes[i].width());
        y += sizes[i].height() + gap;
    }
    return corners;
}

} // namespace layout
