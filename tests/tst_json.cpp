#include "support/testmain.h"

#include "core/json.h"

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
