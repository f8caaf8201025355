#include "flowlang/flowgraph.h"
#include "flowlang/happypath.h"

#include <QHash>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace flowlang {

namespace {

using Edge = FlowGraph::Edge;
using Node = FlowGraph::Node;

class GraphBuilder
{
public:
    explicit GraphBuilder(const Definition &definition)
        : m_definition(definition)
    {
    }

    FlowGraph build()
    {
        if (!m_definition.startAt().isEmpty())
            m_graph.nodes.append(plainNode(Node::Kind::Start));
        for (const State &state : m_definition.states())
            addState(state);
        if (!m_definition.startAt().isEmpty())
            addEdge(Edge::Kind::Start, 0, m_definition.startAt(), {}, u"/StartAt"_s);
        for (const State &state : m_definition.states())
            addEdgesOf(state);
        addEnd();
        sortOut();
        return std::move(m_graph);
    }

private:
    static Node plainNode(Node::Kind kind)
    {
        Node node;
        node.kind = kind;
        return node;
    }

    void addState(const State &state)
    {
        Node node;
        node.name = state.name;
        node.type = state.type;
        node.subtitle = state.subtitle();
        node.comment = core::stringMember(state.raw, "Comment");
        node.ends = state.type == StateType::Fail || (state.end && mayGoOn(state));
        m_indices.insert(state.name, static_cast<int>(m_graph.nodes.size()));
        m_graph.nodes.append(node);
    }

    //! \returns the node of that name; one for a missing state is made when it is first named.
    int target(const QString &name)
    {
        const auto found = m_indices.constFind(name);
        if (found != m_indices.constEnd())
            return *found;
        Node node = plainNode(Node::Kind::Missing);
        node.name = name;
        const int index = static_cast<int>(m_graph.nodes.size());
        m_indices.insert(name, index);
        m_graph.nodes.append(node);
        return index;
    }

    void addEdge(Edge::Kind kind, int from, const QString &to, const QString &text, const QString &pointer)
    {
        if (!to.isEmpty())
            m_graph.edges.append({kind, from, target(to), text, pointer});
    }

    //! Which states follow Next and End. What a state has but never follows is no edge; a state of an unknown type is
    //! drawn with all that it has, because its type may be half typed.
    static bool mayGoOn(const State &state) { return state.type != StateType::Choice && state.type != StateType::Fail; }
    static bool mayChoose(const State &state)
    {
        return state.type == StateType::Choice || state.type == StateType::Unknown;
    }

    void addEdgesOf(const State &state)
    {
        const int from = m_indices.value(state.name);
        const QString pointer = "/States/"_L1 + core::pointerToken(state.name);
        if (mayChoose(state))
            addChoices(state, from, pointer);
        if (mayGoOn(state)) {
            addEdge(Edge::Kind::Next, from, state.next, {}, pointer + "/Next"_L1);
            if (state.end)
                m_ends.append({from, m_graph.edges.size(), pointer + "/End"_L1});
            addCatchers(state, from, pointer);
        }
    }

    void addChoices(const State &state, int from, const QString &pointer)
    {
        const core::Json *choices = core::member(state.raw, "Choices");
        if (choices != nullptr && choices->is_array()) {
            for (std::size_t i = 0; i < choices->size(); ++i) {
                const core::Json &rule = (*choices)[i];
                addEdge(Edge::Kind::Choice, from, core::stringMember(rule, "Next"), conditionText(rule),
                        pointer + "/Choices/"_L1 + QString::number(i) + "/Next"_L1);
            }
        }
        addEdge(Edge::Kind::Default, from, core::stringMember(state.raw, "Default"), u"otherwise"_s,
                pointer + "/Default"_L1);
    }

    void addCatchers(const State &state, int from, const QString &pointer)
    {
        for (qsizetype i = 0; i < state.catchers.size(); ++i) {
            const Catcher &catcher = state.catchers[i];
            addEdge(Edge::Kind::Catch, from, catcher.next, catcher.errors.join(u", "_s),
                    pointer + "/Catch/"_L1 + QString::number(i) + "/Next"_L1);
        }
    }

    //! The end comes last, behind the missing states, which are known only now.
    void addEnd()
    {
        if (m_ends.isEmpty())
            return;
        const int end = static_cast<int>(m_graph.nodes.size());
        m_graph.nodes.append(plainNode(Node::Kind::End));
        QList<Edge> edges;
        qsizetype taken = 0;
        for (const PendingEnd &pending : std::as_const(m_ends)) {
            edges.append(m_graph.edges.sliced(taken, pending.position - taken));
            taken = pending.position;
            edges.append({Edge::Kind::End, pending.from, end, {}, pending.pointer});
        }
        edges.append(m_graph.edges.sliced(taken));
        m_graph.edges = edges;
    }

    void sortOut()
    {
        QList<QList<int>> outgoing(m_graph.nodes.size());
        for (qsizetype i = 0; i < m_graph.edges.size(); ++i)
            outgoing[m_graph.edges[i].from].append(static_cast<int>(i));
        markReachable(outgoing);
        m_graph.happyPath = findHappyPath(m_graph, outgoing);
    }

    void markReachable(const QList<QList<int>> &outgoing)
    {
        for (Node &node : m_graph.nodes)
            node.reachable = false;
        if (m_definition.startAt().isEmpty())
            return;
        QList<int> waiting{0};
        m_graph.nodes.first().reachable = true;
        while (!waiting.isEmpty()) {
            for (const int edge : outgoing[waiting.takeLast()]) {
                const int to = m_graph.edges[edge].to;
                if (!std::exchange(m_graph.nodes[to].reachable, true))
                    waiting.append(to);
            }
        }
    }

    struct PendingEnd
    {
        int from = 0;
        qsizetype position = 0; //!< before which edge it stands
        QString pointer;
    };

    const Definition &m_definition;
    FlowGraph m_graph;
    QHash<QString, int> m_indices;
    QList<PendingEnd> m_ends;
};

} // namespace

int FlowGraph::indexOf(QStringView stateName) const
{
    const auto found = std::find_if(nodes.begin(), nodes.end(), [stateName](const Node &node) {
        return node.kind == Node::Kind::State && node.name == stateName;
    });
    return found == nodes.end() ? -1 : static_cast<int>(found - nodes.begin());
}

FlowGraph buildGraph(const Definition &definition)
{
    return GraphBuilder(definition).build();
}

} // namespace flowlang
