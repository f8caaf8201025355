#pragma once

#include "flowlang/evaluate.h"

#include <QList>

namespace flowlang {

//! What a path leads to, looked at in place: valid as long as the documents of the scope are.
struct PathPlaces
{
    bool definite = false;            //!< it can lead to one place at most
    QList<const core::Json *> places; //!< empty if a definite path finds nothing
    qint64 passed = 0;                //!< what finding them cost: values visited and keys passed
};

//! Follows a JSONPath as readPath() does, without copying anything.
[[nodiscard]] std::variant<PathPlaces, EvaluationError> findPath(QStringView path, const EvaluationScope &scope);

} // namespace flowlang
