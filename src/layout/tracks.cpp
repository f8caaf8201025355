#include "layout/tracks.h"

#include <algorithm>
#include <cmath>

namespace layout {

namespace {

constexpr int Overlap = 16; // lines upon each other are worse than any crossing

double leftOf(const Crossover &line)
{
    return std::min(line.above, line.below);
}

double rightOf(const Crossover &line)
{
    return std::max(line.above, line.below);
}

bool touch(const Crossover &a, const Crossover &b, double apart)
{
    return leftOf(a) < rightOf(b) + apart && leftOf(b) < rightOf(a) + apart;
}

//! What it costs if `upper` has its track above that of `lower`.
int cost(const Crossover &upper, const Crossover &lower, double apart)
{
    int sum = 0;
    if (upper.below > leftOf(lower) && upper.below < rightOf(lower))
        ++sum;
    if (lower.above > leftOf(upper) && lower.above < rightOf(upper))
        ++sum;
    if (std::abs(upper.below - lower.above) < apart / 2)
        sum += Overlap;
    return sum;
}

//! Orders the lines from the top: always takes the line that it costs least to put above all that are left.
std::vector<int> order(const std::vector<Crossover> &lines, double apart)
{
    const int count = static_cast<int>(lines.size());
    std::vector<int> loss(count, 0); // of putting the line above the rest, against putting it below
    for (int a = 0; a < count; ++a) {
        for (int b = 0; b < count; ++b) {
            if (a != b && touch(lines[a], lines[b], apart))
                loss[a] += std::max(0, cost(lines[a], lines[b], apart) - cost(lines[b], lines[a], apart));
        }
    }
    std::vector<int> result;
    std::vector<char> done(count, 0);
    while (static_cast<int>(result.size()) < count) {
        int best = -1;
        for (int i = 0; i < count; ++i) {
            if (!done[i] && (best < 0 || loss[i] < loss[best]))
                best = i;
        }
        done[best] = 1;
        result.push_back(best);
        for (int i = 0; i < count; ++i) {
            if (!done[i] && touch(lines[i], lines[best], apart))
                loss[i] -= std::max(0, cost(lines[i], lines[best], apart) - cost(lines[best], lines[i], apart));
        }
    }
    return result;
}

} // namespace

std::vector<int> tracksOf(const std::vector<Crossover> &lines, double apart)
{
    std::vector<int> tracks(lines.size(), 0);
    std::vector<int> placed;
    for (const int line : order(lines, apart)) {
        for (const int other : placed) {
            if (touch(lines[line], lines[other], apart))
                tracks[line] = std::max(tracks[line], tracks[other] + 1);
        }
        placed.push_back(line);
    }
    return tracks;
}

} // namespace layout
