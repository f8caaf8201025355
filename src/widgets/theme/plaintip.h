#pragma once

#include <QString>

namespace widgets {

//! Text for setToolTip() that is shown letter by letter, whatever it contains: tool tips have no plain mode. Lines stay
//! lines, long ones wrap, and what is over 2,000 characters is cut with an ellipsis. Empty stays empty.
[[nodiscard]] QString plainTip(const QString &text);

} // namespace widgets
