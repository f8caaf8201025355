#pragma once

#include "core/json.h"

#include <QString>

#include <optional>
#include <string_view>

namespace flowlang {

//! What a choice rule compares with. Source: flow-language.md 5.2.
enum class Comparison {
    BooleanEquals,
    NumericEquals,
    NumericGreaterThan,
    NumericGreaterThanEquals,
    NumericLessThan,
    NumericLessThanEquals,
    StringEquals,
    StringGreaterThan,
    StringGreaterThanEquals,
    StringLessThan,
    StringLessThanEquals,
    StringMatches,
    TimestampEquals,
    TimestampGreaterThan,
    TimestampGreaterThanEquals,
    TimestampLessThan,
    TimestampLessThanEquals,
};

//! \returns nothing for a name that is no comparison; the tests (`IsNull`, …) and the Path forms are none.
[[nodiscard]] std::optional<Comparison> comparisonOf(std::string_view name);

//! False if one of the two has another type than the comparison compares. Numbers compare by value (`1` equals `1.0`,
//! booleans are no numbers), strings by code point, timestamps as instants.
[[nodiscard]] bool compares(Comparison comparison, const core::Json &left, const core::Json &right);

//! Less than, equal or greater by value, exact for 64-bit integers.
[[nodiscard]] int compareNumbers(const core::Json &left, const core::Json &right);

//! `*` in the pattern stands for any run of characters; `\*` and `\\` for themselves.
//! A pattern over 4096 bytes matches nothing.
[[nodiscard]] bool matchesWildcards(std::string_view text, std::string_view pattern);

} // namespace flowlang
