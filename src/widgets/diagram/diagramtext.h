#pragma once

#include "flowlang/flowgraph.h"

#include <QString>

namespace widgets {

inline constexpr int LongestStateName = 28; //!< characters that are shown of a state's name
inline constexpr int LongestEdgeLabel = 32; //!< characters that are shown of a condition

//! One line: control characters and line ends become blanks.
[[nodiscard]] QString oneLine(const QString &text);

//! Takes characters (as people count them) out of the middle, or at the right end, and puts an ellipsis there. What has
//! at most `longest` characters comes back whole.
[[nodiscard]] QString elidedMiddle(const QString &text, int longest);
[[nodiscard]] QString elidedRight(const QString &text, int longest);

//! The kind of a node as a word for people: `Action`, `Choice`, …, `Missing state`.
[[nodiscard]] QString nodeTypeWord(const flowlang::FlowGraph::Node &node);

} // namespace widgets
