#pragma once

#include "core/json.h"
#include "core/textlist.h"
#include "emulator/store/roletable.h"

#include <QDateTime>

// The small pieces that all documents of the service are made of.

namespace emulator::routes {

//! A time as the service writes it; null if it is invalid.
[[nodiscard]] core::Json moment(const QDateTime &time);
[[nodiscard]] core::Json textOrNull(const QString &text);

//! The names of roles, as a list.
template<typename Role>
core::Json names(const QList<Role> &roles)
{
    return core::toJson(roleNames(roles));
}

} // namespace emulator::routes
