#pragma once

#include "emulator/engine/exceptions.h"

#include <optional>

namespace emulator {

//! Bytes of compact JSON that a run state may have, and what is put into a run or an action. Source:
//! flow-language.md 1.4
inline constexpr qsizetype largestState = 200'000;
//! How deep it may nest. Ours: what is stored and sent must be readable again.
inline constexpr int deepestState = 200;

//! States.Runtime if a document is too large or too deep to be kept. \param what begins the sentence: "The run state"
[[nodiscard]] std::optional<Raised> beyondLimits(const core::Json &document, const QString &what);

} // namespace emulator
