#pragma once

#include <QDBusMessage>
#include <QObject>
#include <QVariant>

namespace widgets {

//! Whether the desktop prefers dark, read from the desktop portal (org.freedesktop.portal.Settings,
//! `org.freedesktop.appearance` `color-scheme`) and followed. Asks asynchronously; without a session bus or a portal
//! the answer stays "light".
class DesktopScheme final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DesktopScheme)

public:
    explicit DesktopScheme(QObject *parent = nullptr);

    [[nodiscard]] bool prefersDark() const { return m_dark; }

    //! Reads the portal's value: 1 is dark, 2 is light, 0 no preference. It may be wrapped in variants, more than once.
    [[nodiscard]] static bool meansDark(QVariant value);

Q_SIGNALS:
    void changed();

private Q_SLOTS:
    void settingChanged(const QDBusMessage &message);

private:
    void ask();
    void setDark(bool dark);

    bool m_dark = false;
};

} // namespace widgets
