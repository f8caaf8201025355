#include "widgets/theme/desktopscheme.h"

#include "core/logging.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>

namespace widgets {

namespace {

QString service()
{
    return QStringLiteral("org.freedesktop.portal.Desktop");
}

QString path()
{
    return QStringLiteral("/org/freedesktop/portal/desktop");
}

QString interface()
{
    return QStringLiteral("org.freedesktop.portal.Settings");
}

QString appearance()
{
    return QStringLiteral("org.freedesktop.appearance");
}

QString colourScheme()
{
    return QStringLiteral("color-scheme");
}

} // namespace

DesktopScheme::DesktopScheme(QObject *parent)
    : QObject(parent)
{
    QDBusConnection bus = QDBusConnection::sessionBus();
    if (!bus.isConnected())
        return;
    // A D-Bus signal has no C++ declaration to connect to: this is the one connect by name. It names no sender, because
    // the portal may be started by the very question below. It takes the whole message, because Qt 6.4 refuses to
    // connect a slot with a QDBusVariant (measured: connect() gives false).
    if (!bus.connect(QString(), path(), interface(), QStringLiteral("SettingChanged"), this,
                     SLOT(settingChanged(QDBusMessage))))
        qCWarning(lcWidgets) << "the desktop's colour scheme can not be followed";
    ask();
}

void DesktopScheme::ask()
{
    QDBusMessage call = QDBusMessage::createMethodCall(service(), path(), interface(), QStringLiteral("Read"));
    call << appearance() << colourScheme();
    auto *watcher = new QDBusPendingCallWatcher(QDBusConnection::sessionBus().asyncCall(call, 5000), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher] {
        watcher->deleteLater();
        const QDBusPendingReply<QDBusVariant> reply = *watcher;
        if (!reply.isError())
            setDark(meansDark(reply.value().variant()));
    });
}

bool DesktopScheme::meansDark(QVariant value)
{
    for (int depth = 0; depth < 4 && value.metaType() == QMetaType::fromType<QDBusVariant>(); ++depth)
        value = value.value<QDBusVariant>().variant();
    return value.toUInt() == 1;
}

void DesktopScheme::settingChanged(const QDBusMessage &message)
{
    const QVariantList arguments = message.arguments();
    if (arguments.size() == 3 && arguments[0].toString() == appearance() && arguments[1].toString() == colourScheme())
        setDark(meansDark(arguments[2]));
}

void DesktopScheme::setDark(bool dark)
{
    if (dark == m_dark)
        return;
    m_dark = dark;
    Q_EMIT changed();
}

} // namespace widgets
