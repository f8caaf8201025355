#include "layout/verticals.h"

#include "layout/tracks.h"

#include <algorithm>

namespace layout {

namespace {

constexpr double ArrowRoom = 10; // straight piece before a tip: the head is 7 long

double heightOf(const Layered &graph, int layer)
{
    double height = 0;
    for (const int item : graph.layers[layer])
        height = std::max(height, graph.items[item].height);
    return height;
}

//! The lines between two layers that need a track.
struct Between
{
    std::vector<Crossover> lines;
    std::vector<int> segments;
};

Between between(const Layered &graph, const Ports &ports, int layer)
{
    Between result;
    for (const int item : graph.layers[layer]) {
        for (const Link &link : graph.items[item].down) {
            const Crossover line{ports.above[link.segment], ports.below[link.segment]};
            if (line.above == line.below)
                continue;
            result.lines.push_back(line);
            result.segments.push_back(link.segment);
        }
    }
    return result;
}

double plainGap(bool labelAbove, bool labelBelow, const Spacing &spacing)
{
    if (labelBelow)
        return spacing.rankGap / 3;
    return labelAbove ? std::max(spacing.rankGap / 2, ArrowRoom + spacing.labelGap) : spacing.rankGap;
}

} // namespace

Verticals verticals(const Layered &graph, const Ports &ports, const Spacing &spacing)
{
    Verticals result;
    result.track.assign(graph.segments, 0);
    double y = 0;
    const int count = static_cast<int>(graph.layers.size());
    for (int layer = 0; layer < count; ++layer) {
        result.top.push_back(y);
        y += heightOf(graph, layer);
        result.bottom.push_back(y);
        if (layer + 1 == count)
            break;
        const bool labelBelow = graph.isLabelLayer[layer + 1];
        double gap = plainGap(graph.isLabelLayer[layer], labelBelow, spacing);
        const Between lines = between(graph, ports, layer);
        const std::vector<int> tracks = tracksOf(lines.lines, spacing.edgeGap);
        if (!tracks.empty()) {
            const double above = spacing.bendRadius + 2;
            const double below = spacing.bendRadius + (labelBelow ? 2 : ArrowRoom);
            const double span = *std::max_element(tracks.begin(), tracks.end()) * spacing.edgeGap;
            gap = std::max(gap, above + span + below);
            const double first = y + above + (gap - above - span - below) / 2;
            for (size_t i = 0; i < tracks.size(); ++i)
                result.track[lines.segments[i]] = first + tracks[i] * spacing.edgeGap;
        }
        y += gap;
    }
    return result;
}

} // namespace layout
