#include "support/testmain.h"

#include "widgets/form/numberstep.h"

#include <QTest>

using widgets::NumberRange;

namespace {

std::optional<core::Json> limit(const QByteArray &text)
{
    return core::parseJson(text).value;
}

} // namespace

class NumberStepTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void steps_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("steps");
        QTest::addColumn<QString>("result");
        const auto row = [](const char *text, int steps, const char *result) {
            QTest::addRow("%s by %d", text, steps) << QString::fromLatin1(text) << steps << QString::fromLatin1(result);
        };
        row("3", 1, "4");
        row("-1", 10, "9");
        row("0.1", 1, "1.1"); // not 1.1000000000000001
        row("0.3", -1, "-0.7");
        row("4.350", 1, "5.350");
        row("12.40", -10, "2.40");
        row("1.0", 1, "2.0");
        row("1e3", 1, "1001");
        row("9007199254740993", 1, "9007199254740994"); // beyond 2^53
        row("-9007199254740993", -1, "-9007199254740994");
        row("9223372036854775807", 1, "9223372036854775808");
        row("9223372036854775808", -1, "9223372036854775807");
        row("18446744073709551615", 1, "18446744073709551615"); // there is no next one
        row("-9223372036854775808", -1, "-9223372036854775808");
        row("123456789012345678901", 1, "123456789012345683968");
        row("1e308", 1, "1e+308");
        row("", 1, "0");
        row("abc", -1, "0");
        row("nan", 1, "nan");
    }

    void steps()
    {
        QFETCH(QString, text);
        QFETCH(int, steps);
        QFETCH(QString, result);
        QCOMPARE(widgets::steppedNumber(text, steps, {}), result);
    }

    void staysWithinItsRange_data()
    {
        QTest::addColumn<QByteArray>("minimum");
        QTest::addColumn<QByteArray>("maximum");
        QTest::addColumn<bool>("integer");
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("steps");
        QTest::addColumn<QString>("result");
        const auto row = [](const char *minimum, const char *maximum, bool integer, const char *text, int steps,
                            const char *result) {
            QTest::addRow("%s to %s, %s by %d", minimum, maximum, text, steps)
                << QByteArray(minimum) << QByteArray(maximum) << integer << QString::fromLatin1(text) << steps
                << QString::fromLatin1(result);
        };
        row("5", "25", false, "24.5", 1, "25");
        row("5", "25", false, "5.5", -1, "5");
        row("5", "25", true, "", 1, "5");
        row("0.5", "2.5", true, "", 1, "1");
        row("0.5", "2.5", true, "2", 1, "2");
        row("9007199254740993", "9007199254740995", true, "9007199254740995", 1, "9007199254740995");
        row("1", "18446744073709551615", true, "9223372036854775807", 1, "9223372036854775808");
        row("-5", "18446744073709551615", true, "-5", -1, "-5");
    }

    void staysWithinItsRange()
    {
        QFETCH(QByteArray, minimum);
        QFETCH(QByteArray, maximum);
        QFETCH(bool, integer);
        QFETCH(QString, text);
        QFETCH(int, steps);
        QFETCH(QString, result);
        QCOMPARE(widgets::steppedNumber(text, steps, NumberRange{limit(minimum), limit(maximum), integer}), result);
    }
};

FLOWS_TEST(tst_numberstep, NumberStepTest)
#include "tst_numberstep.moc"
