#pragma once

#include <QDateTime>

#include <string_view>

namespace flows {

//! core::fromServiceTime for UTF-8 text, with a short way for the form that the service writes; lists hold two times a
//! row. Invalid for anything that is no time.
[[nodiscard]] QDateTime readServiceTime(std::string_view text);

} // namespace flows
