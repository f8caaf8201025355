#include "support/testmain.h"
#include "widgets/theme/desktopscheme.h"
#include "widgets/theme/fonts.h"
#include "widgets/theme/icons.h"
#include "widgets/theme/statusstyle.h"
#include "widgets/theme/thememanager.h"

#include <QApplication>
#include <QDBusVariant>
#include <QFontInfo>
#include <QPainter>
#include <QSettings>
#include <QSignalSpy>
#include <QTest>

using namespace widgets;

class ThemeTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void inksAreReadable_data();
    void inksAreReadable();
    void contrastIsTheStandards();
    void paletteTellsTheTheme();
    void disabledTextStaysApart();
    void kindsOfStatus_data();
    void kindsOfStatus();
    void shapesDiffer();
    void movingQuarterMoves();
    void iconsAreThere();
    void fontsKeepTheFamily();
    void portalValues_data();
    void portalValues();
    void schemeIsStoredAndApplied();
};

static const QList<RunStatusKind> AllKinds{RunStatusKind::Running,   RunStatusKind::Succeeded, RunStatusKind::Failed,
                                           RunStatusKind::Cancelled, RunStatusKind::NeedsYou,  RunStatusKind::Other};

void ThemeTest::inksAreReadable_data()
{
    QTest::addColumn<QColor>("ink");
    QTest::addColumn<QColor>("ground");
    for (const Theme *theme : {&Theme::light(), &Theme::darkTheme()}) {
        const QByteArray name = theme->dark ? "dark" : "light";
        const QList<std::pair<const char *, QColor>> grounds{
            {"window", theme->window}, {"surface", theme->surface}, {"sunken", theme->sunken}};
        for (const auto &[ground, colour] : grounds) {
            QTest::addRow("%s text on %s", name.constData(), ground) << theme->text << colour;
            QTest::addRow("%s muted on %s", name.constData(), ground) << theme->muted << colour;
            QTest::addRow("%s accent on %s", name.constData(), ground) << theme->accent << colour;
            for (const RunStatusKind kind : AllKinds)
                QTest::addRow("%s status %d on %s", name.constData(), static_cast<int>(kind), ground)
                    << statusColours(kind, *theme).ink << colour;
        }
        QTest::addRow("%s on accent", name.constData()) << theme->onAccent << theme->accent;
        for (const RunStatusKind kind : AllKinds) {
            const StatusColours &status = statusColours(kind, *theme);
            QTest::addRow("%s status %d on its tint", name.constData(), static_cast<int>(kind))
                << status.ink << status.tint;
            QTest::addRow("%s text on tint %d", name.constData(), static_cast<int>(kind)) << theme->text << status.tint;
            QTest::addRow("%s muted on tint %d", name.constData(), static_cast<int>(kind))
                << theme->muted << status.tint;
            QTest::addRow("%s mark in shape %d", name.constData(), static_cast<int>(kind))
                << theme->onAccent << status.ink;
        }
    }
}

void ThemeTest::inksAreReadable()
{
    QFETCH(QColor, ink);
    QFETCH(QColor, ground);
    const qreal ratio = contrastRatio(ink, ground);
    QVERIFY2(ratio >= 4.5, qPrintable(QStringLiteral("only %1:1").arg(ratio)));
}

void ThemeTest::contrastIsTheStandards()
{
    QCOMPARE(contrastRatio(Qt::black, Qt::white), 21.0);
    QCOMPARE(contrastRatio(Qt::red, Qt::red), 1.0);
    // #767676 on white is known as the lightest grey that passes AA.
    QVERIFY(qAbs(contrastRatio(QColor(0x76, 0x76, 0x76), Qt::white) - 4.54) < 0.01);
}

void ThemeTest::paletteTellsTheTheme()
{
    QVERIFY(!Theme::forPalette(Theme::light().palette()).dark);
    QVERIFY(Theme::forPalette(Theme::darkTheme().palette()).dark);
    QVERIFY(!Theme::forPalette(QPalette(Qt::lightGray)).dark);
    const QPalette dark = Theme::darkTheme().palette();
    QCOMPARE(dark.color(QPalette::Base), Theme::darkTheme().surface);
    QCOMPARE(dark.color(QPalette::Highlight), Theme::darkTheme().accent);
    QCOMPARE(dark.color(QPalette::PlaceholderText), Theme::darkTheme().muted);
}

void ThemeTest::disabledTextStaysApart()
{
    for (const Theme *theme : {&Theme::light(), &Theme::darkTheme()}) {
        const QPalette palette = theme->palette();
        QVERIFY(palette.color(QPalette::Disabled, QPalette::Text) != palette.color(QPalette::Active, QPalette::Text));
        QVERIFY(contrastRatio(palette.color(QPalette::Disabled, QPalette::Text), theme->surface) > 2);
    }
}

void ThemeTest::kindsOfStatus_data()
{
    QTest::addColumn<QString>("status");
    QTest::addColumn<QString>("code");
    QTest::addColumn<bool>("waits");
    QTest::addColumn<int>("kind");
    QTest::addColumn<QString>("word");
    const auto row = [](const char *name, const char *status, const char *code, bool waits, RunStatusKind kind,
                        const char *word) {
        QTest::newRow(name) << QString::fromLatin1(status) << QString::fromLatin1(code) << waits
                            << static_cast<int>(kind) << QString::fromLatin1(word);
    };
    row("active", "ACTIVE", "", false, RunStatusKind::Running, "Running");
    row("active, a web input waits", "ACTIVE", "", true, RunStatusKind::NeedsYou, "Needs you");
    row("inactive", "INACTIVE", "", false, RunStatusKind::NeedsYou, "Needs you");
    row("succeeded, whatever waits", "SUCCEEDED", "", true, RunStatusKind::Succeeded, "Succeeded");
    row("failed", "FAILED", "ActionUnableToRun", false, RunStatusKind::Failed, "Failed");
    row("cancelled", "FAILED", "FlowCanceled", false, RunStatusKind::Cancelled, "Cancelled");
    row("ended", "ENDED", "", false, RunStatusKind::Other, "ENDED");
    row("a word of the future", "PAUSED", "", false, RunStatusKind::Other, "PAUSED");
    row("nothing", "", "", false, RunStatusKind::Other, "Unknown");
}

void ThemeTest::kindsOfStatus()
{
    QFETCH(QString, status);
    QFETCH(QString, code);
    QFETCH(bool, waits);
    QFETCH(int, kind);
    const RunStatusKind got = statusKind(status, code, waits);
    QCOMPARE(static_cast<int>(got), kind);
    QTEST(statusWord(got, status), "word");
}

static QImage shapeImage(RunStatusKind kind, const Theme &theme, qreal angle = 0)
{
    QImage image(32, 32, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    QPainter painter(&image);
    paintStatusShape(painter, image.rect(), kind, theme, angle);
    return image;
}

//! A status must be told without colour: the covered pixels alone make six different pictures.
void ThemeTest::shapesDiffer()
{
    QSet<QByteArray> pictures;
    for (const RunStatusKind kind : AllKinds) {
        const QImage image = shapeImage(kind, Theme::light());
        const QColor mark = Theme::light().onAccent;
        QByteArray mask;
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x) {
                const QColor pixel = image.pixelColor(x, y);
                mask += pixel.alpha() < 128 ? '.' : contrastRatio(pixel, mark) < 1.5 ? 'o' : '#';
            }
        }
        QVERIFY(mask.contains('#'));
        pictures.insert(mask);
    }
    QCOMPARE(pictures.size(), AllKinds.size());
}

void ThemeTest::movingQuarterMoves()
{
    const QImage still = shapeImage(RunStatusKind::Running, Theme::light());
    QVERIFY(still != shapeImage(RunStatusKind::Running, Theme::light(), 90));
    QCOMPARE(shapeImage(RunStatusKind::Failed, Theme::light()), shapeImage(RunStatusKind::Failed, Theme::light(), 90));
}

void ThemeTest::iconsAreThere()
{
    useIconTheme(true);
    QCOMPARE(QIcon::themeName(), QStringLiteral("breeze-dark"));
    useIconTheme(false);
    QVERIFY(!themeIcon(QStringLiteral("view-refresh")).pixmap(16).isNull());
    QVERIFY(!themeIcon(QStringLiteral("no-such-icon-anywhere")).pixmap(16).isNull());
    QVERIFY(!appIcon().pixmap(64).isNull());
    for (const RunStatusKind kind : AllKinds) {
        const QPixmap pixmap = statusIcon(kind, Theme::light()).pixmap(QSize(16, 16), 2.0);
        QCOMPARE(pixmap.size(), QSize(32, 32));
    }
}

void ThemeTest::fontsKeepTheFamily()
{
    const QFont body = QApplication::font();
    for (const QFont &font : {pageTitleFont(body), sectionFont(body), smallFont(body), strongFont(body)})
        QCOMPARE(font.family(), body.family());
    QCOMPARE(pageTitleFont(body).pointSizeF(), body.pointSizeF() * 1.5);
    QCOMPARE(smallFont(body).pointSizeF(), body.pointSizeF() * 0.9);
    QVERIFY(QFontInfo(monospaceFont(body)).fixedPitch());
    QFont pixels = body;
    pixels.setPixelSize(20);
    QCOMPARE(pageTitleFont(pixels).pixelSize(), 30);
    QCOMPARE(monospaceFont(pixels).pixelSize(), 20);
}

void ThemeTest::portalValues_data()
{
    QTest::addColumn<QVariant>("value");
    QTest::addColumn<bool>("dark");
    QTest::newRow("no preference") << QVariant(0U) << false;
    QTest::newRow("dark") << QVariant(1U) << true;
    QTest::newRow("light") << QVariant(2U) << false;
    QTest::newRow("wrapped once more, as Read gives it") << QVariant::fromValue(QDBusVariant(QVariant(1U))) << true;
    QTest::newRow("a word") << QVariant(QStringLiteral("dark")) << false;
    QTest::newRow("nothing") << QVariant() << false;
}

void ThemeTest::portalValues()
{
    QFETCH(QVariant, value);
    QTEST(DesktopScheme::meansDark(value), "dark");
}

void ThemeTest::schemeIsStoredAndApplied()
{
    QSettings().remove(QStringLiteral("appearance/scheme"));
    const QPalette before = QApplication::palette();
    {
        ThemeManager manager;
        QCOMPARE(manager.scheme(), ColourScheme::Auto);
        QSignalSpy changed(&manager, &ThemeManager::changed);
        manager.setScheme(ColourScheme::Light);
        QCOMPARE(QApplication::palette().color(QPalette::Window), Theme::light().window);
        const int soFar = static_cast<int>(changed.count());
        manager.setScheme(ColourScheme::Dark);
        QCOMPARE(changed.count(), soFar + 1);
        QCOMPARE(QApplication::palette().color(QPalette::Window), Theme::darkTheme().window);
        QCOMPARE(QIcon::themeName(), QStringLiteral("breeze-dark"));
        manager.setScheme(ColourScheme::Dark);
        QCOMPARE(changed.count(), soFar + 1);
    }
    QCOMPARE(QSettings().value(QStringLiteral("appearance/scheme")).toString(), QStringLiteral("Dark"));
    ThemeManager again;
    QVERIFY(again.theme().dark);
    again.setScheme(ColourScheme::Light);
    QCOMPARE(QIcon::themeName(), QStringLiteral("breeze"));
    QSettings().remove(QStringLiteral("appearance/scheme"));
    QApplication::setPalette(before);
}

FLOWS_TEST(tst_theme, ThemeTest)
#include "tst_theme.moc"
