#pragma once

#include <QString>

#include <functional>

namespace emulator::auth {

//! The title of a flow or the name of a collection; empty for an id that is neither.
using NameOf = std::function<QString(const QString &id)>;

//! What a scope allows, in words for the person who is asked. A scope without words of its own is told by its name.
[[nodiscard]] QString scopeWords(const QString &scopeName, const NameOf &nameOf);

} // namespace emulator::auth
