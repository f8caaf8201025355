#pragma once

#include "flowlang/flowgraph.h"

#include <QString>

namespace testsupport {

//! The graph of an example flow in tests/data/example-flows; empty if there is no such flow.
flowlang::FlowGraph exampleGraph(const QString &name);

//! The graph of a definition written as text.
flowlang::FlowGraph graphOf(const QByteArray &definition);

} // namespace testsupport
