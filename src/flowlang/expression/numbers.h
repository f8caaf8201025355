#pragma once

#include "flowlang/expression/value.h"

#include <QStringView>

#include <optional>

namespace flowlang::expression {

//! A number at the beginning of a text.
struct Number
{
    qsizetype length = 0; //!< of the text that was read
    Value value;
    QString problem; //!< a sentence; empty if the value holds
};

//! Reads a number as the language writes it: 12, 1_000, 0x1f, 0o7, 0b1, 1.5, .5, 1e-3.
[[nodiscard]] Number readNumber(QStringView text);

//! Reads a whole text as int() does: blanks around, a sign, digits. \returns nothing if it is none.
//! Throws Failure if it is too large.
[[nodiscard]] std::optional<qint64> integerOf(QStringView text);
//! Reads a whole text as float() does: also nan, inf, infinity. \returns nothing if it is none.
[[nodiscard]] std::optional<double> realOf(QStringView text);

} // namespace flowlang::expression
