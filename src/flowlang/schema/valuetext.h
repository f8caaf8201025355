#pragma once

#include "core/json.h"

namespace flowlang {

//! A value as the service writes it in its messages: `'text'`, `True`, `None`, `{'a': [1, 2.0]}`. Cut off with an
//! ellipsis when it gets longer than about 200 characters.
[[nodiscard]] QString valueText(const core::Json &value);
[[nodiscard]] QString valueText(const std::string &text);

//! Equality as JSON Schema means it: numbers by value, members in any order, booleans are no numbers.
[[nodiscard]] bool areEqual(const core::Json &left, const core::Json &right);

//! A text that two values share exactly if they are equal in that sense.
[[nodiscard]] std::string canonicalText(const core::Json &value);

//! How many values, names and bytes of text there are, as a measure of the work that comparing costs.
[[nodiscard]] qint64 sizeOf(const core::Json &value);

} // namespace flowlang
