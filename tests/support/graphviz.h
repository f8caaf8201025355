#pragma once

#include "layout/diagramlayout.h"

#include <QString>

namespace testsupport {

//! The yardstick: the same graph with the same sizes, drawn by Graphviz' `dot`.
struct DotResult
{
    QString error; //!< empty: the rest holds
    QList<QList<QPointF>> lines;
    qint64 nanoseconds = 0; //!< of the whole child process
};

//! Runs `dot` once as a child. Edges with an end out of range are left out.
DotResult layOutWithDot(const layout::Graph &graph, int timeoutMs = 60'000);

} // namespace testsupport
