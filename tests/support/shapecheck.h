#pragma once

#include "core/json.h"

#include <QList>

namespace testsupport {

//! Where two documents are not of one shape. Paths are RFC 6901 with `*` for every index of a list.
struct ShapeDifference
{
    QString path;
    QString what; //!< `missing` and `extra` key, `type`, `length` of a list

    bool operator==(const ShapeDifference &) const = default;
};

//! Compares keys and types, not values; numbers are of one type. Each difference once.
[[nodiscard]] QList<ShapeDifference> shapeDifferences(const core::Json &expected, const core::Json &actual);

} // namespace testsupport
