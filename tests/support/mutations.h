#pragma once

#include "core/json.h"

#include <QList>
#include <QStringList>

namespace testsupport {

//! RFC 6901 pointers to the members of the document's objects, wherever these are in it; not to elements of arrays.
[[nodiscard]] QStringList membersOf(const core::Json &document);
//! A value of every type, with nothing in it that a reader could be looking for.
[[nodiscard]] const QList<core::Json> &strangers();
//! The document with another value there.
[[nodiscard]] core::Json with(core::Json document, const QString &pointer, const core::Json &value);
//! The document without that member.
[[nodiscard]] core::Json without(core::Json document, const QString &pointer);
//! True if both are numbers, both are texts, and so on.
[[nodiscard]] bool sameType(const core::Json &a, const core::Json &b);

} // namespace testsupport
