#pragma once

#include "core/json.h"

#include <QStringList>

namespace core {

//! A JSON array of texts.
[[nodiscard]] Json toJson(const QStringList &texts);

//! The texts in a JSON array, in their order; what is none is left out. \returns none for a value that is no array.
[[nodiscard]] QStringList toTexts(const Json &array);

} // namespace core
