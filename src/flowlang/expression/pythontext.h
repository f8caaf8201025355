#pragma once

#include "flowlang/expression/value.h"

namespace flowlang::expression {

class Budget;

//! What Python's str() gives: `True`, `None`, `2.0`, text as it is, `[1, 'a']`. Throws Failure if it is too long or the
//! value too deep. Pays for the text.
[[nodiscard]] Text str(const Value &value, Budget &budget);
//! What Python's repr() gives: as str(), but text in quotes.
[[nodiscard]] Text repr(const Value &value, Budget &budget);
//! White space as Python's str.isspace() sees it.
[[nodiscard]] bool isSpace(char32_t point);

} // namespace flowlang::expression
