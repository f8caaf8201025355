#pragma once

#include "flowlang/definition.h"

namespace flowlang {

//! The graph that a definition describes, with a start and an end of its own.
struct FlowGraph
{
    struct Node
    {
        enum class Kind { Start, End, State, Missing };
        Kind kind = Kind::State;
        QString name; //!< the state's name; for Missing the name that is not there; empty for Start and End
        StateType type = StateType::Unknown;
        QString subtitle; //!< State::subtitle()
        QString comment;
        bool reachable = true; //!< false: no way from the start leads here
        bool ends = false;     //!< a state with End: true, or a Fail state
    };
    struct Edge
    {
        enum class Kind { Start, Next, Choice, Default, Catch, End };
        Kind kind = Kind::Next;
        int from = 0; //!< index into nodes
        int to = 0;
        QString text;    //!< whole label for people: a condition, `otherwise`, error names; empty for most
        QString pointer; //!< RFC 6901 pointer into the definition of the name that makes the edge
    };

    QList<Node>
        nodes; //!< Start first (if StartAt is there), states in document order, missing ones, End last (if used)
    QList<Edge> edges; //!< in document order
    //! Indices of the nodes that a run most naturally goes through, from Start on, each once.
    QList<int> happyPath;

    [[nodiscard]] int indexOf(QStringView stateName) const; //!< -1 if there is none
};

[[nodiscard]] FlowGraph buildGraph(const Definition &definition);

} // namespace flowlang
