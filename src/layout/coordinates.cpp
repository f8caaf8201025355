#include "layout/coordinates.h"

#include "layout/alignment.h"
#include "layout/conflicts.h"
#include "layout/straighten.h"

#include <algorithm>
#include <array>

namespace layout {

namespace {

using Runs = std::array<std::vector<double>, 4>; // left and right from above, left and right from below

//! Puts the four runs over each other: by the happy path, else by the edges of the narrowest one.
void superpose(Runs &runs, const Layered &graph)
{
    const auto spine = std::find_if(graph.spine.begin(), graph.spine.end(), [](int item) { return item >= 0; });
    if (spine != graph.spine.end()) {
        for (std::vector<double> &run : runs) {
            const double middle = run[*spine];
            for (double &x : run)
                x -= middle;
        }
        return;
    }
    const auto extent = [](const std::vector<double> &run) {
        const auto [least, most] = std::minmax_element(run.begin(), run.end());
        return std::pair(*least, *most);
    };
    const auto width = [&extent](const std::vector<double> &run) { return extent(run).second - extent(run).first; };
    const auto narrowest = *std::min_element(runs.begin(), runs.end(),
                                             [&width](const auto &a, const auto &b) { return width(a) < width(b); });
    const auto [left, right] = extent(narrowest);
    for (size_t i = 0; i < runs.size(); ++i) {
        const double shift = i % 2 == 0 ? left - extent(runs[i]).first : right - extent(runs[i]).second;
        for (double &x : runs[i])
            x += shift;
    }
}

} // namespace

void placeItems(Layered &graph, const Spacing &spacing)
{
    const std::vector<char> conflicting = conflicts(graph);
    Runs runs{alignedRun(graph, conflicting, spacing, true, true), alignedRun(graph, conflicting, spacing, true, false),
              alignedRun(graph, conflicting, spacing, false, true),
              alignedRun(graph, conflicting, spacing, false, false)};
    superpose(runs, graph);
    for (size_t i = 0; i < graph.items.size(); ++i) {
        std::array<double, 4> x{runs[0][i], runs[1][i], runs[2][i], runs[3][i]};
        std::sort(x.begin(), x.end());
        graph.items[i].x = (x[1] + x[2]) / 2; // keeps every distance that all four keep
    }
    straighten(graph, spacing);
}

} // namespace layout
