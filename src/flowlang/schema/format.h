#pragma once

#include <string>

namespace flowlang {

//! True if a text has the shape that `format` asks for: uuid, email, uri, date-time, date, ipv4, ipv6. Everything else,
//! the `globus-…` formats included, is a hint for forms and always holds. Source: flow-language.md 8.1.
[[nodiscard]] bool hasFormat(const std::string &text, const std::string &format);

} // namespace flowlang
