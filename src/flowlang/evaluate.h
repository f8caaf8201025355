#pragma once

#include "core/json.h"

#include <QString>

#include <optional>
#include <variant>

namespace flowlang {

//! Why something could not be evaluated. `name` is the exception that a catcher or the run log sees.
struct EvaluationError
{
    QString name = QStringLiteral("States.Runtime");
    QString
        cause; //!< a sentence: "The path '$.a' specified for the field 'x.$' could not be found in the state input."
    qsizetype position = -1; //!< where in an expression, UTF-16 units from 0; -1: not in one
};

using Evaluated = std::variant<core::Json, EvaluationError>;

//! What expressions and paths can see: the run state, and `_context` beside it.
struct EvaluationScope
{
    const core::Json &state;   //!< the run state, an object
    const core::Json &context; //!< the virtual `_context`, an object
};

//! Reads a JSONPath (flow-language.md 3.1), `$._context` included. A definite path gives the value, one with slices or
//! wildcards an array. \returns nothing if a definite path finds nothing; an error if the path is malformed.
[[nodiscard]] std::variant<std::optional<core::Json>, EvaluationError> readPath(QStringView path,
                                                                                const EvaluationScope &scope);

//! Writes a value at a reference path (flow-language.md 2, ResultPath). Empty or `$` replaces the whole state.
//! Fails with States.ResultPathMatchFailure and leaves the state as it was.
[[nodiscard]] std::optional<EvaluationError> writePath(core::Json &state, QStringView path, core::Json value);

//! Evaluates a `.=` expression (flow-language.md 4) within its limits.
[[nodiscard]] Evaluated evaluateExpression(QStringView expression, const EvaluationScope &scope);

//! Evaluates Parameters: `.$`, `.=`, constants, `__Private_Parameters` consumed (flow-language.md 3). An error in a
//! private field says where it is, but neither what stands there nor why it failed (flow-language.md 2.11).
[[nodiscard]] Evaluated evaluateParameters(const core::Json &parameters, const EvaluationScope &scope);

//! Evaluates one choice rule. A missing variable is false unless `strict`, then States.Runtime (flow-language.md 5.3).
[[nodiscard]] std::variant<bool, EvaluationError> matchesRule(const core::Json &rule, const EvaluationScope &scope,
                                                              bool strict = false);

} // namespace flowlang
