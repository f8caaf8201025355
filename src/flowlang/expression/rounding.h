#pragma once

#include <QtGlobal>

namespace flowlang::expression {

//! Rounds to a number of decimals (negative: tens), the exact value of the double decides, ties go to the even digit.
[[nodiscard]] double roundReal(double value, qint64 digits);
//! Rounds to a multiple of 10^zeros, ties to the even one. Throws Failure if the result does not fit.
[[nodiscard]] qint64 roundInteger(qint64 value, qint64 zeros);

} // namespace flowlang::expression
