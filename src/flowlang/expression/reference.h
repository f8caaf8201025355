#pragma once

#include "flowlang/evaluate.h"
#include "flowlang/expression/value.h"

#include <QStringView>

#include <optional>

namespace flowlang::expression {

class Budget;

//! The value of a document, looked at in place: it must live longer than the value.
[[nodiscard]] Value valueIn(const core::Json &document, Budget &budget);
//! What a bare name means outside comprehensions: `_context`, or a key of the run state.
[[nodiscard]] std::optional<Value> findName(const EvaluationScope &scope, QStringView name, Budget &budget);
//! Follows a reference in text, as is_present() and getattr() take it: `a.b[0]['c']`. \returns nothing if nothing is
//! there. Throws Failure if it is no reference.
[[nodiscard]] std::optional<Value> findReference(const EvaluationScope &scope, const Text &reference, Budget &budget);

} // namespace flowlang::expression
