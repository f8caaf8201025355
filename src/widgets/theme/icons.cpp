#include "widgets/theme/icons.h"

#include <QDir>

//! Resources of a static library are not registered by themselves.
static void registerResources()
{
    Q_INIT_RESOURCE(flows_icons);
}

namespace widgets {

void useIconTheme(bool dark)
{
    QStringList paths = QIcon::themeSearchPaths();
    for (const QString &path : {QStringLiteral("/usr/share/icons"), QStringLiteral("/usr/local/share/icons")}) {
        if (!paths.contains(path) && QDir(path).exists())
            paths.append(path);
    }
    QIcon::setThemeSearchPaths(paths);
    QIcon::setFallbackThemeName(QStringLiteral("breeze"));
    QIcon::setThemeName(dark ? QStringLiteral("breeze-dark") : QStringLiteral("breeze"));
}

QIcon themeIcon(const QString &name)
{
    registerResources();
    const QIcon icon = QIcon::fromTheme(name);
    return icon.isNull() ? QIcon(QStringLiteral(":/icons/generic.svg")) : icon;
}

QIcon appIcon()
{
    registerResources();
    return QIcon(QStringLiteral(":/icons/flows-desktop.svg"));
}

} // namespace widgets
