#pragma once

#include "core/setting.h"
#include "widgets/theme/theme.h"

#include <QObject>

namespace widgets {

Q_NAMESPACE

enum class ColourScheme { Auto, Light, Dark };
Q_ENUM_NS(ColourScheme)

class DesktopScheme;

//! Gives the application its look: style, palette and icon theme, from the stored scheme and, for Auto, the desktop's.
//! One is made by whoever builds the application, before the first window. Painting code does not need it: it asks
//! Theme::forPalette().
class ThemeManager final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ThemeManager)

public:
    //! Applies the stored scheme at once.
    explicit ThemeManager(QObject *parent = nullptr);

    //! The stored setting, key `appearance/scheme`.
    [[nodiscard]] ColourScheme scheme() const;
    //! Stores and applies.
    void setScheme(ColourScheme scheme);
    //! What is applied now.
    [[nodiscard]] const Theme &theme() const;

Q_SIGNALS:
    //! The application's palette and icons are other ones now.
    void changed();

private:
    void apply();

    core::Setting<ColourScheme> m_scheme{"appearance/scheme", ColourScheme::Auto};
    DesktopScheme *m_desktop = nullptr;
    bool m_dark = false;
};

} // namespace widgets
