#pragma once

#include <string>
#include <string_view>

namespace flows {

//! JSON text in which each half of a surrogate pair that stands alone (`\ud83d`) is written as `\ufffd`, the
//! replacement character. Other programs send such halves when they cut a text in the middle of a character; a strict
//! reader refuses the whole document for it. Everything else stays as it is, mistakes included.
[[nodiscard]] std::string withoutHalfPairs(std::string_view json);

} // namespace flows
