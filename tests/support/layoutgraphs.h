#pragma once

#include "layout/diagramlayout.h"

#include <QString>
#include <QStringList>

namespace testsupport {

//! A graph with names, for messages and pictures.
struct NamedGraph
{
    layout::Graph graph;
    QStringList names;  //!< by node
    QStringList labels; //!< by edge
};

//! The names of the published example flows.
QStringList exampleFlows();

//! The graph of a published flow: a start, its states, an end; edges for Next, Choices, Default, Catch and End. Sizes
//! are about those of the diagram view. Null graph and a message in `names` if the file can not be read.
NamedGraph exampleGraph(const QString &flow);

//! Writes `A -> B`, `A -> B: label`, `A => B` (exceptional) lines as a graph. The happy path is the names in `happy`.
NamedGraph graphFromText(const QString &text, const QStringList &happy = {});

//! A graph that looks like a flow: a main path of states, choices that skip or fail, loops, catch edges, labels, now
//! and then an island, a self loop or a double edge. The same for the same seed on every machine.
NamedGraph generatedGraph(unsigned seed, int states);

//! A large flow as people write them: a main path, and in every ten states about one choice that fails, one that skips
//! ahead, a branch of two states, a loop back over some states, and a catch edge to a handler near by.
NamedGraph largeFlow(int states);

} // namespace testsupport
