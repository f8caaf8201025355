#include "flowlang/happypath.h"

#include <tuple>

namespace flowlang {

namespace {

using Edge = FlowGraph::Edge;
using Node = FlowGraph::Node;

//! Where the best way from a node leads.
struct Way
{
    enum class Goal { Failure, DeadEnd, End };
    Goal goal = Goal::DeadEnd;
    int length = 0; //!< in edges
    int next = -1;  //!< the node that follows; -1: the way ends here

    [[nodiscard]] bool isBetterThan(const Way &other) const
    {
        return std::tie(goal, length) > std::tie(other.goal, other.length);
    }
};

//! Finds the best ways from the leaves up, by a depth-first search without recursion. An edge back to a node that is
//! still open closes a cycle and is left out, so what remains has a longest way.
class WayFinder
{
public:
    WayFinder(const FlowGraph &graph, const QList<QList<int>> &outgoing)
        : m_graph(graph)
        , m_outgoing(outgoing)
        , m_ways(graph.nodes.size())
        , m_phases(graph.nodes.size(), Phase::Unseen)
    {
    }

    QList<Way> find(int start)
    {
        open(start);
        while (!m_stack.isEmpty()) {
            Visit &visit = m_stack.last();
            const QList<int> &edges = m_outgoing[visit.node];
            if (visit.nextEdge == edges.size()) {
                close(visit.node);
                m_stack.removeLast();
                continue;
            }
            const Edge &edge = m_graph.edges[edges[visit.nextEdge++]];
            if (edge.kind != Edge::Kind::Catch && m_phases[edge.to] == Phase::Unseen)
                open(edge.to);
        }
        return m_ways;
    }

private:
    enum class Phase { Unseen, Open, Closed };
    struct Visit
    {
        int node = 0;
        qsizetype nextEdge = 0;
    };

    void open(int node)
    {
        m_phases[node] = Phase::Open;
        m_stack.append({node, 0});
    }

    void close(int node)
    {
        Way best;
        const auto offer = [&](const Edge &edge) {
            if (m_phases[edge.to] != Phase::Closed)
                return;
            const Way &onward = m_ways[edge.to];
            const Way way{onward.goal, onward.length + 1, edge.to};
            if (best.next < 0 || way.isBetterThan(best))
                best = way;
        };
        for (const bool defaults : {true, false}) { // among equals the first one offered stays
            for (const int index : m_outgoing[node]) {
                const Edge &edge = m_graph.edges[index];
                if (edge.kind != Edge::Kind::Catch && (edge.kind == Edge::Kind::Default) == defaults)
                    offer(edge);
            }
        }
        if (best.next < 0)
            best.goal = goalAt(m_graph.nodes[node]);
        m_ways[node] = best;
        m_phases[node] = Phase::Closed;
    }

    static Way::Goal goalAt(const Node &node)
    {
        if (node.kind == Node::Kind::End)
            return Way::Goal::End;
        return node.type == StateType::Fail ? Way::Goal::Failure : Way::Goal::DeadEnd;
    }

    const FlowGraph &m_graph;
    const QList<QList<int>> &m_outgoing;
    QList<Way> m_ways;
    QList<Phase> m_phases;
    QList<Visit> m_stack;
};

} // namespace

QList<int> findHappyPath(const FlowGraph &graph, const QList<QList<int>> &outgoing)
{
    if (graph.nodes.isEmpty() || graph.nodes.first().kind != Node::Kind::Start)
        return {};
    const QList<Way> ways = WayFinder(graph, outgoing).find(0);
    QList<int> path;
    for (int node = 0; node >= 0; node = ways[node].next)
        path.append(node);
    return path;
}

} // namespace flowlang
