#include "emulator/validation/possibilities.h"

#include <algorithm>

namespace emulator::validation {

namespace {

constexpr qint64 mostPossibilities = (qint64(1) << 53) - 1;

//! One state on the way down; definitions are deep enough to make recursion a danger.
struct Visit
{
    std::size_t state = 0;
    std::vector<std::size_t> next;
    std::size_t done = 0;
    qint64 count = 0;
};

enum class Mark : char { New, Open, Counted };

Visit visit(const StateGraph &graph, std::size_t state)
{
    return {state, graph.successors(state), 0, graph.ends(state) ? 1 : 0};
}

} // namespace

qint64 numberOfPossibilities(const StateGraph &graph)
{
    if (graph.start() < 0)
        return 0;
    std::vector<Mark> marks(graph.size(), Mark::New);
    std::vector<qint64> counts(graph.size(), 0);
    const auto start = static_cast<std::size_t>(graph.start());
    std::vector<Visit> way{visit(graph, start)};
    marks[start] = Mark::Open;
    while (!way.empty()) {
        Visit &top = way.back();
        if (top.done == top.next.size()) {
            counts[top.state] = top.count;
            marks[top.state] = Mark::Counted;
            way.pop_back();
            continue;
        }
        const std::size_t target = top.next[top.done];
        if (marks[target] == Mark::New) {
            marks[target] = Mark::Open;
            way.push_back(visit(graph, target)); // counted when it is done; `top` is not valid any more
            continue;
        }
        ++top.done;
        if (marks[target] == Mark::Counted)
            top.count = std::min(mostPossibilities, top.count + counts[target]);
    }
    return counts[start];
}

} // namespace emulator::validation
