#include "support/testmain.h"

#include "core/json.h"
#include "core/jsonlayout.h"

#include <QTest>

using core::parseJson;

class JsonTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsOrderAndNumbers()
    {
        const QByteArray text = R"({"z":1,"a":1.0,"m":{"y":[],"b":18446744073709551615}})";
        const auto parsed = parseJson(text);
        QVERIFY(parsed);
        QCOMPARE(core::toBytes(*parsed.value), text);
    }

    void reportsDuplicates()
    {
        const auto parsed = parseJson(R"({"a":[{"x":1,"x":2}],"a/b":1,"a/b":2})");
        QVERIFY(parsed);
        QCOMPARE(parsed.duplicates.size(), 2);
        QCOMPARE(parsed.duplicates[0].pointer, QStringLiteral("/a/0/x"));
        QCOMPARE(parsed.duplicates[1].pointer, QStringLiteral("/a~1b"));
        QVERIFY(parsed.duplicates[1].offset > parsed.duplicates[0].offset);
        QCOMPARE(core::valueAt(*parsed.value, u"/a/0/x")->get<int>(), 2);
    }

    //! Beyond 64 bits an integer becomes a double, and digits are lost: that is told.
    void tellsOfRoundedIntegers_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("pointer");
        QTest::addColumn<QString>("digits");
        const auto row = [](const QByteArray &text, const char *pointer, const char *digits) {
            QTest::newRow(text.constData()) << text << QString::fromLatin1(pointer) << QString::fromLatin1(digits);
        };
        row("123456789012345678901", "", "123456789012345678901");
        row("[1,18446744073709551616,99999999999999999999]", "/1", "18446744073709551616");
        row("[-9223372036854775809]", "/0", "-9223372036854775809");
        row("{\"a\":[{\"x\":1},{\"b/c\":123456789012345678901}]}", "/a/1/b~1c", "123456789012345678901");
        row("[18446744073709551615,-9223372036854775808,1e30,123456789012345678901.0]", "", "");
    }

    void tellsOfRoundedIntegers()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, pointer);
        QFETCH(QString, digits);
        const auto parsed = parseJson(text);
        QVERIFY(parsed);
        QCOMPARE(parsed.rounded.has_value(), !digits.isEmpty());
        QCOMPARE(parsed.rounded.value_or(core::RoundedInteger{}).pointer, pointer);
        QCOMPARE(parsed.rounded.value_or(core::RoundedInteger{}).text, digits);
    }

    void aNumberBeyondAllIsRefusedInWords()
    {
        const auto parsed = parseJson("{\"a\": 1e400}");
        QVERIFY(!parsed);
        QVERIFY(parsed.error->message.contains(QStringLiteral("number")));
        QVERIFY(parsed.error->line == 1 && parsed.error->column > 6);
    }

    void setsOutWithoutLoss_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("shown");
        const auto row = [](const char *text, const char *shown) {
            QTest::newRow(text) << QByteArray(text) << QByteArray(shown);
        };
        row("{\"a\":123456789012345678901,\"b\":12.40}", "{\n  \"a\": 123456789012345678901,\n  \"b\": 12.40\n}");
        row("{\"a\":1,\"a\":[1e5,{}, [ ] ]}", "{\n  \"a\": 1,\n  \"a\": [\n    1e5,\n    {},\n    []\n  ]\n}");
        row(" \"{[,:\\\"x\\n\\u00e9\\/\\u0001\" ", "\"{[,:\\\"x\\n\xC3\xA9/\\u0001\"");
        row("null", "null");
        row("", "");
    }

    void setsOutWithoutLoss()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, shown);
        const core::JsonLayout layout = core::setOutJson(text, 1000);
        QCOMPARE(layout.text, shown);
        QCOMPARE(layout.left, 0);
        if (const auto parsed = parseJson(text); parsed && !parsed.rounded && parsed.duplicates.isEmpty())
            QCOMPARE(core::toBytes(*parseJson(shown).value), core::toBytes(*parsed.value));
    }

    void settingOutStopsInTime()
    {
        const QByteArray deep = QByteArray(200, '[') + QByteArray(100'000, '1') + QByteArray(200, ']');
        const core::JsonLayout layout = core::setOutJson(deep, 2'000);
        QVERIFY(layout.text.size() >= 2'000 && layout.text.size() < 3'000);
        QVERIFY(layout.left > 100'000);
        for (const char *broken : {"\"abc", "\"a\\", "]]]]", "[1,", "{\"a\":", "\xFF", "\"\\ud800\""})
            QVERIFY(core::setOutJson(broken, 100).left == 0); // whatever it shows: it comes to the end
    }

    void errors_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<int>("kind");
        QTest::addColumn<int>("line");
        QTest::addColumn<int>("column");
        const auto syntax = static_cast<int>(core::JsonError::Kind::Syntax);
        const auto encoding = static_cast<int>(core::JsonError::Kind::Encoding);
        const auto deep = static_cast<int>(core::JsonError::Kind::TooDeep);
        QTest::newRow("empty") << QByteArray() << syntax << 1 << 1;
        QTest::newRow("cut off") << QByteArray("{\n \"a\": [1,") << syntax << 2 << 10;
        QTest::newRow("comma too many") << QByteArray("{\"a\":1,}") << syntax << 1 << 8;
        QTest::newRow("unquoted") << QByteArray("{\n  a: 1}") << syntax << 2 << 3;
        QTest::newRow("text behind") << QByteArray("{} x") << syntax << 1 << 4;
        QTest::newRow("a zero byte behind") << QByteArray("{}\0", 3) << syntax << 1 << 3;
        QTest::newRow("hidden by a zero byte") << QByteArray("{}\n\0{\"a\":1}", 11) << syntax << 2 << 1;
        QTest::newRow("a zero byte alone") << QByteArray("\0", 1) << syntax << 1 << 1;
        QTest::newRow("not UTF-8") << QByteArray("{\"a\":\"x\xFFy\"}") << encoding << 1 << 8;
        QTest::newRow("lone surrogate") << QByteArray("[\"\\ud800\"]") << syntax << 1 << 9;
        QTest::newRow("deep") << QByteArray(300, '[') << deep << 1 << 257;
    }

    void errors()
    {
        QFETCH(QByteArray, text);
        QFETCH(int, kind);
        QFETCH(int, line);
        QFETCH(int, column);
        const auto parsed = parseJson(text);
        QVERIFY(!parsed);
        QVERIFY(parsed.error);
        QCOMPARE(static_cast<int>(parsed.error->kind), kind);
        QCOMPARE(parsed.error->line, line);
        QCOMPARE(parsed.error->column, column);
        QVERIFY(!parsed.error->message.isEmpty());
    }

    void refusesWhatIsTooLarge()
    {
        core::JsonLimits limits;
        limits.maxBytes = 4;
        QCOMPARE(parseJson("[1,2]", limits).error->kind, core::JsonError::Kind::TooLarge);
        QVERIFY(parseJson("[12]", limits));
    }

    void acceptsDepthUpToTheLimit()
    {
        const QByteArray deepest = QByteArray(256, '[') + QByteArray(256, ']');
        QVERIFY(parseJson(deepest));
        QVERIFY(!parseJson(QByteArray(100'000, '[')));
    }

    void pointers()
    {
        const auto parsed = parseJson(R"({"a/b":{"~":[10,20]}})");
        QVERIFY(parsed);
        QCOMPARE(core::valueAt(*parsed.value, u"/a~1b/~0/1")->get<int>(), 20);
        QCOMPARE(core::valueAt(*parsed.value, u"/a~1b/~0/2"), nullptr);
        QCOMPARE(core::valueAt(*parsed.value, u"/a~1b/~0/x"), nullptr);
        QCOMPARE(core::valueAt(*parsed.value, u"")->size(), 1U);
        QCOMPARE(core::pointerKey(core::pointerToken(u"~1/~0")), QStringLiteral("~1/~0"));
    }
};

FLOWS_TEST(tst_json, JsonTest)
#include "tst_json.moc"
