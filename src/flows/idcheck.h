#pragma once

#include "core/apierror.h"

#include <QString>

#include <algorithm>

namespace flows {

//! True if the text can stand as one step of a path: a pasted link must not lead to another route.
[[nodiscard]] inline bool canBeId(const QString &id)
{
    return !id.isEmpty() && id.size() <= 128 && std::all_of(id.begin(), id.end(), [](QChar c) {
        return (c < QChar(0x80) && c.isLetterOrNumber()) || c == u'-' || c == u'_';
    });
}

[[nodiscard]] inline core::ApiError noSuchId(const QString &id)
{
    return core::ApiError(core::ApiError::Kind::NotFound, QStringLiteral("\"%1\" is not an id").arg(id.left(128)));
}

} // namespace flows
