#pragma once

#include "core/json.h"

#include <QString>

#include <optional>

namespace widgets {

//! What a schema says of a number. The limits keep their digits.
struct NumberRange
{
    std::optional<core::Json> minimum; //!< a number
    std::optional<core::Json> maximum; //!< a number
    bool integer = false;
};

//! A number's text, `steps` further, within the range. Integers are counted exactly up to 64 bits, decimals keep their
//! places: 0.1 goes to 1.1. Text that is no number goes to the minimum, or 0; a number that can not go further stays.
[[nodiscard]] QString steppedNumber(const QString &text, int steps, const NumberRange &range);

} // namespace widgets
