#pragma once

#include "flowlang/expression/ast.h"
#include "flowlang/expression/value.h"

namespace flowlang::expression {

class Budget;

//! Applies an operator by the rules of Python: integers stay integers (64 bits, overflow is a Failure), `/` gives a
//! float, `//` and `%` round down, `+` joins text and lists, `*` repeats them.
[[nodiscard]] Value arithmetic(Operator op, const Value &left, const Value &right, Budget &budget);
//! `-x`, `+x`, `not x`.
[[nodiscard]] Value applySign(Unary::Sign sign, const Value &operand);
//! `value[index]`: of text, a list, a tuple (negative ones count from the end), or a key of an object.
[[nodiscard]] Value atIndex(const Value &value, const Value &index, Budget &budget);
//! `value[begin:end:step]` of text, a list or a tuple. None means left out.
[[nodiscard]] Value slice(const Value &value, const Value &begin, const Value &end, const Value &step, Budget &budget);
//! What an operator looks like.
[[nodiscard]] QString symbol(Operator op);

} // namespace flowlang::expression
