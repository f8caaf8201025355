#include "support/testmain.h"
#include "widgets/theme/elidedlabel.h"
#include "widgets/theme/emptystate.h"
#include "widgets/theme/flowsstyle.h"
#include "widgets/theme/icons.h"
#include "widgets/theme/motion.h"
#include "widgets/theme/plaintip.h"
#include "widgets/theme/primarybutton.h"
#include "widgets/theme/statuschip.h"

#include <QCheckBox>
#include <QComboBox>
#include <QHelpEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QProxyStyle>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTest>
#include <QTextDocument>
#include <QToolTip>

using namespace widgets;

//! As a desktop that wants no animation.
class StillStyle final : public QProxyStyle
{
public:
    StillStyle()
        : QProxyStyle(QStringLiteral("Fusion"))
    {
    }

    int styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                  QStyleHintReturn *data) const override
    {
        return hint == SH_Widget_Animation_Duration ? 0 : QProxyStyle::styleHint(hint, option, widget, data);
    }
};

class ThemeWidgetsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tipsShowWhatIsWritten();
    void chipSaysItsWord();
    void chipTurnsOnlyWhenItMay();
    void labelElidesAndTells();
    void emptyStateHasThreeFaces();
    void primaryButtonFollowsThePalette();
    void controlsAreDrawnFromTheTheme_data();
    void controlsAreDrawnFromTheTheme();
    void controlsAreHighEnough();
};

static const QString Hostile = QStringLiteral("<img src=x><b>bold</b> & more\nsecond line");

void ThemeWidgetsTest::tipsShowWhatIsWritten()
{
    QTextDocument shown;
    shown.setHtml(plainTip(Hostile));
    QString expected = Hostile;
    expected.replace(QLatin1Char('\n'), QChar(QChar::LineSeparator));
    QCOMPARE(shown.toRawText(), expected);
    QVERIFY(plainTip({}).isEmpty());
    QVERIFY(Qt::mightBeRichText(plainTip(QStringLiteral("plain"))));
    shown.setHtml(plainTip(QString(5000, QLatin1Char('x'))));
    QCOMPARE(shown.toPlainText().size(), 2000);
}

void ThemeWidgetsTest::chipSaysItsWord()
{
    StatusChip chip;
    chip.setStatus(RunStatusKind::Succeeded);
    QCOMPARE(chip.accessibleName(), QStringLiteral("Succeeded"));
    QCOMPARE(chip.sizeHint().height(), 20);
    const int narrow = chip.sizeHint().width();
    chip.setStatus(RunStatusKind::Other, QStringLiteral("SOMETHING_QUITE_LONG_HERE"));
    QCOMPARE(chip.word(), QStringLiteral("SOMETHING_QUITE_LONG_HERE"));
    QVERIFY(chip.sizeHint().width() > narrow);
    chip.setPalette(Theme::light().palette());
    chip.setStatus(RunStatusKind::Failed);
    chip.resize(chip.sizeHint());
    const QImage picture = chip.grab().toImage();
    QCOMPARE(picture.pixelColor(picture.width() - 6, picture.height() / 2), Theme::light().failed.tint);
}

void ThemeWidgetsTest::chipTurnsOnlyWhenItMay()
{
    FlowsStyle moving;
    StillStyle still;
    StatusChip chip;
    chip.setStyle(&moving);
    const auto *motion = chip.findChild<Motion *>();
    QVERIFY(motion != nullptr);
    chip.setStatus(RunStatusKind::Running);
    QVERIFY(!motion->isTicking()); // not visible
    chip.show();
    QVERIFY(motion->isTicking());
    chip.setStyle(&still);
    QVERIFY(!motion->isTicking());
    QCOMPARE(motion->angle(), 0.0);
    chip.setStyle(&moving);
    QVERIFY(motion->isTicking());
    chip.setStatus(RunStatusKind::Succeeded);
    QVERIFY(!motion->isTicking());
    chip.setStyle(nullptr);
}

void ThemeWidgetsTest::labelElidesAndTells()
{
    ElidedLabel label(Hostile);
    QVERIFY(!label.text().contains(QLatin1Char('\n')));
    QCOMPARE(label.accessibleName(), Hostile);
    label.resize(label.sizeHint());
    QVERIFY(!label.isElided());
    label.resize(60, label.sizeHint().height());
    QVERIFY(label.isElided());
    label.show();
    QHelpEvent help(QEvent::ToolTip, QPoint(5, 5), label.mapToGlobal(QPoint(5, 5)));
    QCoreApplication::sendEvent(&label, &help);
    QTRY_VERIFY(QToolTip::isVisible());
    QCOMPARE(QToolTip::text(), plainTip(label.text()));
    QToolTip::hideText();
}

void ThemeWidgetsTest::emptyStateHasThreeFaces()
{
    EmptyState state;
    QSignalSpy pressed(&state, &EmptyState::actionTriggered);
    state.showEmpty(themeIcon(QStringLiteral("folder")), QStringLiteral("No flows yet"), Hostile);
    state.setAction(QStringLiteral("Clear filter"));
    state.resize(500, 400);
    state.show();
    QCOMPARE(state.accessibleName(), QStringLiteral("No flows yet"));
    QCOMPARE(state.accessibleDescription(), Hostile);
    for (const QLabel *label : state.findChildren<QLabel *>()) {
        if (!label->text().isEmpty())
            QCOMPARE(label->textFormat(), Qt::PlainText);
    }
    QTest::mouseClick(state.button(), Qt::LeftButton);
    QCOMPARE(pressed.count(), 1);
    state.showLoading(QStringLiteral("Loading flows…"));
    QVERIFY(!state.button()->isVisible());
    QVERIFY(state.findChild<Motion *>()->isTicking());
    state.showFailed(QStringLiteral("The flows could not be loaded"), QStringLiteral("No answer."));
    state.setAction(QStringLiteral("Try again"));
    QVERIFY(state.button()->isVisible());
    QVERIFY(!state.findChild<Motion *>()->isTicking());
}

void ThemeWidgetsTest::primaryButtonFollowsThePalette()
{
    QWidget window;
    window.setPalette(Theme::light().palette());
    PrimaryButton button(QStringLiteral("Start run"), &window);
    QCOMPARE(button.palette().color(QPalette::Active, QPalette::Button), Theme::light().accent);
    window.setPalette(Theme::darkTheme().palette());
    QCOMPARE(button.palette().color(QPalette::Active, QPalette::Button), Theme::darkTheme().accent);
    QCOMPARE(button.palette().color(QPalette::Active, QPalette::ButtonText), Theme::darkTheme().onAccent);
    QCOMPARE(button.palette().color(QPalette::Window), Theme::darkTheme().window);
}

void ThemeWidgetsTest::controlsAreDrawnFromTheTheme_data()
{
    QTest::addColumn<bool>("dark");
    QTest::newRow("light") << false;
    QTest::newRow("dark") << true;
}

void ThemeWidgetsTest::controlsAreDrawnFromTheTheme()
{
    QFETCH(bool, dark);
    const Theme &theme = dark ? Theme::darkTheme() : Theme::light();
    FlowsStyle style;
    QWidget window;
    window.setPalette(theme.palette());
    const auto shown = [&](QWidget &widget) {
        widget.setStyle(&style);
        widget.resize(widget.sizeHint());
        return widget.grab().toImage();
    };
    QPushButton button(QStringLiteral("Save"), &window);
    QImage picture = shown(button);
    QCOMPARE(picture.pixelColor(picture.width() / 2, 0), theme.border);
    QCOMPARE(picture.pixelColor(8, 5), theme.surface);
    PrimaryButton primary(QStringLiteral("Start run"), &window);
    picture = shown(primary);
    QCOMPARE(picture.pixelColor(8, 5), theme.accent);
    QCheckBox box(&window);
    box.setChecked(true);
    picture = shown(box);
    int accents = 0;
    for (int x = 0; x < picture.width(); ++x)
        accents += picture.pixelColor(x, picture.height() / 2 - 4) == theme.accent ? 1 : 0;
    QVERIFY(accents >= 6);
    QLineEdit edit(&window);
    picture = shown(edit);
    QCOMPARE(picture.pixelColor(picture.width() / 2, 0), theme.border);
    QListView list(&window);
    list.setStyle(&style);
    list.resize(100, 60);
    QCOMPARE(list.grab().toImage().pixelColor(50, 0), theme.border);
}

void ThemeWidgetsTest::controlsAreHighEnough()
{
    FlowsStyle style;
    QPushButton button(QStringLiteral("Save"));
    QLineEdit edit;
    QComboBox combo;
    QSpinBox spin;
    for (QWidget *widget : std::initializer_list<QWidget *>{&button, &edit, &combo, &spin}) {
        widget->setStyle(&style);
        QVERIFY2(widget->sizeHint().height() >= RowHeight, widget->metaObject()->className());
    }
}

FLOWS_TEST(tst_themewidgets, ThemeWidgetsTest)
#include "tst_themewidgets.moc"
