#include "support/graphviz.h"
#include "support/layoutchecker.h"
#include "support/layoutgraphs.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QTextStream>

#include <algorithm>
#include <limits>

namespace {

//! The shortest of several runs, in nanoseconds: what else the machine does only ever adds.
qint64 timeOf(const layout::Graph &graph)
{
    qint64 shortest = std::numeric_limits<qint64>::max();
    for (int i = 0; i < 15; ++i) {
        QElapsedTimer timer;
        timer.start();
        const layout::DiagramLayout result = layout::layOut(graph);
        shortest = std::min(shortest, timer.nsecsElapsed());
        if (result.nodes.size() != graph.nodes.size())
            return -1;
    }
    return shortest;
}

} // namespace

//! Reports how long a layout takes at 10, 100, 500 and 1,000 states as ratios to its own time at 10 states, and up to
//! 100 states to the program `dot` on the same graph; and the crossings of both.
int main(int argc, char **argv)
{
    const QCoreApplication app(argc, argv);
    QTextStream out(stdout);
    qint64 first = 0;
    for (const int states : {10, 100, 500, 1000}) {
        const layout::Graph graph = testsupport::largeFlow(states).graph;
        const qint64 ours = timeOf(graph);
        if (first == 0)
            first = ours;
        out << QStringLiteral("%1 states, %2 edges: %3 ms, %4 x the time at 10 states")
                   .arg(states)
                   .arg(graph.edges.size())
                   .arg(double(ours) / 1e6, 0, 'f', 3)
                   .arg(double(ours) / double(first), 0, 'f', 1);
        if (states <= 100) {
            const testsupport::DotResult dot = testsupport::layOutWithDot(graph);
            if (!dot.error.isEmpty()) {
                out << "\n" << dot.error << "\n";
                return 1;
            }
            out << QStringLiteral("; dot takes %1 x as long, crossings %2 against %3 of dot")
                       .arg(double(dot.nanoseconds) / double(ours), 0, 'f', 1)
                       .arg(testsupport::countCrossings(testsupport::linesOf(layout::layOut(graph))))
                       .arg(testsupport::countCrossings(dot.lines));
        }
        out << Qt::endl;
    }
    return 0;
}
