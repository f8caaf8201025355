#pragma once

#include "flowlang/expression/ast.h"
#include "flowlang/expression/value.h"

namespace flowlang::expression {

class Budget;

//! `==`: works across all types; numbers by value (`1 == 1.0 == True`).
[[nodiscard]] bool equal(const Value &left, const Value &right, Budget &budget);
//! `in`: character sequence in text, key in an object, member of a list, tuple or set. Throws Failure for other types.
[[nodiscard]] bool contains(const Value &container, const Value &member, Budget &budget);
//! `<`: numbers, text by code points, lists and tuples member by member. Throws Failure for anything else, naming the
//! operator as it was written.
[[nodiscard]] bool less(const Value &left, const Value &right, Comparison written, Budget &budget);
//! Any comparison of the language.
[[nodiscard]] bool compare(Comparison comparison, const Value &left, const Value &right, Budget &budget);

} // namespace flowlang::expression
