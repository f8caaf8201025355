#pragma once

#include "emulator/store/records.h"

#include <variant>

namespace emulator {

//! Reads what a CreateWebInput state asks with: context, options (each gets an id of its own), respondents and viewers.
//! Values of a table's rows that are no text are shown as JSON. \returns the record without ids and times, or what is
//! wrong in one sentence. Source: flow-language.md 2.7.
[[nodiscard]] std::variant<WebInputRecord, QString> webInputFrom(const core::Json &parameters);

} // namespace emulator
