#pragma once

#include <QIcon>

namespace widgets {

//! Sets the icon theme to `breeze` or `breeze-dark`, and adds the places where it may be installed to the search paths.
void useIconTheme(bool dark);

//! A freedesktop icon of the current theme. Never null: an unknown name gives a plain generic icon.
[[nodiscard]] QIcon themeIcon(const QString &name);

//! The program's own icon.
[[nodiscard]] QIcon appIcon();

} // namespace widgets
