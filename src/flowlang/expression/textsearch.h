#pragma once

#include "flowlang/expression/value.h"

namespace flowlang::expression {

// Searches whose time grows with the sum of both lengths, never with their product.

//! Where `needle` first stands in `text` at or behind `from`, or Text::npos. Empty text is found at `from`.
[[nodiscard]] std::size_t findText(const Text &text, const Text &needle, std::size_t from = 0);
//! Where `needle` last stands in `text`, or Text::npos.
[[nodiscard]] std::size_t findLastText(const Text &text, const Text &needle);
//! All places where a non-empty `needle` stands, without overlap, at most `limit`.
[[nodiscard]] std::vector<std::size_t> findAllText(const Text &text, const Text &needle,
                                                   std::size_t limit = Text::npos);

} // namespace flowlang::expression
