#include "support/testmain.h"
#include "widgets/theme/desktopscheme.h"
#include "widgets/theme/thememanager.h"

#include <QApplication>
#include <QDBusConnection>
#include <QDBusVariant>
#include <QSettings>
#include <QSignalSpy>
#include <QTest>

using namespace widgets;

//! A desktop portal with the one setting that matters here.
class FakePortal : public QObject
{
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.portal.Settings")

public:
    explicit FakePortal(uint scheme)
        : m_scheme(scheme)
    {
        QDBusConnection bus = QDBusConnection::connectToBus(QDBusConnection::SessionBus, QStringLiteral("portal"));
        bus.registerObject(QStringLiteral("/org/freedesktop/portal/desktop"), this,
                           QDBusConnection::ExportAllSlots | QDBusConnection::ExportAllSignals);
        m_there = bus.registerService(QStringLiteral("org.freedesktop.portal.Desktop"));
    }

    ~FakePortal() override { QDBusConnection::disconnectFromBus(QStringLiteral("portal")); }

    [[nodiscard]] bool isThere() const { return m_there; }

    void change(uint scheme)
    {
        m_scheme = scheme;
        Q_EMIT SettingChanged(QStringLiteral("org.freedesktop.appearance"), QStringLiteral("accent-color"),
                              QDBusVariant(QStringLiteral("green")));
        Q_EMIT SettingChanged(QStringLiteral("org.freedesktop.appearance"), QStringLiteral("color-scheme"),
                              QDBusVariant(scheme));
    }

public Q_SLOTS:
    //! The old call wraps its answer twice.
    QDBusVariant Read(const QString &group, const QString &key)
    {
        if (group != QStringLiteral("org.freedesktop.appearance") || key != QStringLiteral("color-scheme"))
            return QDBusVariant(QString());
        return QDBusVariant(QVariant::fromValue(QDBusVariant(m_scheme)));
    }

Q_SIGNALS:
    void SettingChanged(const QString &group, const QString &key, const QDBusVariant &value);

private:
    uint m_scheme;
    bool m_there = false;
};

//! Runs under a session bus of its own.
class PortalTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void lightWithoutPortal();
    void readsAndFollows();
    void autoFollowsAndOthersDoNot();
};

void PortalTest::lightWithoutPortal()
{
    QVERIFY2(QDBusConnection::sessionBus().isConnected(), "run this under dbus-run-session");
    DesktopScheme scheme;
    QVERIFY(!scheme.prefersDark());
}

void PortalTest::readsAndFollows()
{
    FakePortal portal(1);
    QVERIFY(portal.isThere());
    DesktopScheme scheme;
    QSignalSpy changed(&scheme, &DesktopScheme::changed);
    QVERIFY(!scheme.prefersDark()); // nothing waits for the answer
    QTRY_VERIFY(scheme.prefersDark());
    QCOMPARE(changed.count(), 1);
    portal.change(2);
    QTRY_VERIFY(!scheme.prefersDark());
    QCOMPARE(changed.count(), 2);
}

void PortalTest::autoFollowsAndOthersDoNot()
{
    QSettings().remove(QStringLiteral("appearance/scheme"));
    FakePortal portal(1);
    ThemeManager manager;
    QTRY_VERIFY(manager.theme().dark);
    QCOMPARE(QApplication::palette().color(QPalette::Window), Theme::darkTheme().window);
    manager.setScheme(ColourScheme::Light);
    QVERIFY(!manager.theme().dark);
    manager.setScheme(ColourScheme::Auto);
    QVERIFY(manager.theme().dark);
    QSignalSpy changed(&manager, &ThemeManager::changed);
    portal.change(0);
    QTRY_VERIFY(!manager.theme().dark);
    manager.setScheme(ColourScheme::Dark);
    QCOMPARE(changed.count(), 2);
    portal.change(1);
    portal.change(2);
    DesktopScheme witness; // its answer comes after the signals
    QSignalSpy answered(&witness, &DesktopScheme::changed);
    portal.change(1);
    QTRY_VERIFY(witness.prefersDark());
    QCOMPARE(changed.count(), 2);
    QSettings().remove(QStringLiteral("appearance/scheme"));
}

FLOWS_TEST(tst_portal, PortalTest)
#include "tst_portal.moc"
