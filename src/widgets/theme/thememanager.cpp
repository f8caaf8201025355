#include "widgets/theme/thememanager.h"

#include "widgets/theme/desktopscheme.h"
#include "widgets/theme/flowsstyle.h"
#include "widgets/theme/icons.h"

#include <QApplication>

namespace widgets {

ThemeManager::ThemeManager(QObject *parent)
    : QObject(parent)
    , m_desktop(new DesktopScheme(this))
{
    QApplication::setStyle(new FlowsStyle); // the application owns it
    m_dark = m_scheme.value() == ColourScheme::Dark;
    connect(m_desktop, &DesktopScheme::changed, this, &ThemeManager::apply);
    connect(m_scheme.notifier(), &core::SettingNotifier::changed, this, &ThemeManager::apply);
    useIconTheme(m_dark);
    QApplication::setPalette(theme().palette());
    QApplication::setWindowIcon(appIcon());
}

ColourScheme ThemeManager::scheme() const
{
    return m_scheme.value();
}

void ThemeManager::setScheme(ColourScheme scheme)
{
    m_scheme.setValue(scheme);
}

const Theme &ThemeManager::theme() const
{
    return m_dark ? Theme::darkTheme() : Theme::light();
}

void ThemeManager::apply()
{
    const ColourScheme wanted = m_scheme.value();
    const bool dark = wanted == ColourScheme::Dark || (wanted == ColourScheme::Auto && m_desktop->prefersDark());
    if (dark == m_dark)
        return;
    m_dark = dark;
    useIconTheme(dark);
    QApplication::setPalette(theme().palette());
    Q_EMIT changed();
}

} // namespace widgets
