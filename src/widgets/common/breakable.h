#pragma once

#include <QString>

namespace widgets {

//! Text for a label that wraps: a run of more than 24 characters without a blank may be broken (at U+200B), so that no
//! word is wider than its column. Shorter words are left alone.
[[nodiscard]] QString breakable(const QString &text);

} // namespace widgets
