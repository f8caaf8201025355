#pragma once

#include <QFont>

namespace widgets {

//! The four sizes, from the body font (a widget's or the application's own). The family is never changed.
[[nodiscard]] QFont pageTitleFont(const QFont &body); //!< 1.5 times, semibold
[[nodiscard]] QFont sectionFont(const QFont &body);   //!< 1.15 times, semibold
[[nodiscard]] QFont smallFont(const QFont &body);     //!< 0.9 times; its colour is Theme::muted
//! Body size in semibold, for names in cards and boxes.
[[nodiscard]] QFont strongFont(const QFont &body);
//! The system's monospaced font in the size of `body`: JSON, paths, ids.
[[nodiscard]] QFont monospaceFont(const QFont &body);

} // namespace widgets
