#pragma once

#include <QtGlobal>

namespace flowlang::expression {

// Source of the first five: flow-language.md 4.4; the others keep one evaluation within some tens of megabytes and
// milliseconds, whatever the expression says.

inline constexpr qsizetype maxSequenceLength = 100'000;  //!< characters of a string, members of a list or object
inline constexpr int maxComprehensionSteps = 10'000;     //!< in one evaluation, all comprehensions together
inline constexpr qint64 maxPowerOperand = 4'000'000;     //!< of `**`, either side
inline constexpr qsizetype maxExpressionLength = 10'000; //!< characters
inline constexpr int maxDepth = 100;                     //!< nesting of brackets, calls, powers
inline constexpr int maxValueDepth = 256;                //!< nesting of a value, as in core::JsonLimits
inline constexpr qint64 maxWork = 5'000'000;             //!< see Budget
inline constexpr qint64 maxResultSize = 1'000'000;       //!< characters and members of a result, all levels together
inline constexpr qint64 workPerItem = 4;                 //!< what a member of a new list costs; a character costs 1
inline constexpr qint64 keysPerUnit = 4;                 //!< keys of a document that are passed in search of one

} // namespace flowlang::expression
