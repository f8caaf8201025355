#include "support/jsondata.h"
#include "support/paths.h"
#include "support/testmain.h"

#include "flowlang/jsontext.h"

#include <QFile>
#include <QTest>

using namespace Qt::StringLiterals;
using flowlang::JsonText;

namespace {

//! What stands in a range of the text.
QByteArray cut(const JsonText &text, const flowlang::TextRange &range)
{
    return text.text().mid(range.begin, range.end - range.begin);
}

} // namespace

class JsonTextTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void places_data();
    void places();
    void linesAndColumns();
    void broken_data();
    void broken();
    void pointers_data();
    void pointers();
    void agreesWithTheParser_data();
    void agreesWithTheParser();
    void everyPrefixOfAnExample();
    void hostileTexts();
};

void JsonTextTest::places_data()
{
    QTest::addColumn<QString>("pointer");
    QTest::addColumn<QByteArray>("key");
    QTest::addColumn<QByteArray>("value");
    QTest::newRow("member") << u"/a"_s << QByteArray("\"a\"") << QByteArray("[10, {\"b\": null}]");
    QTest::newRow("item") << u"/a/0"_s << QByteArray() << QByteArray("10");
    QTest::newRow("within") << u"/a/1/b"_s << QByteArray("\"b\"") << QByteArray("null");
    QTest::newRow("escaped in the pointer") << u"/x~1y~0"_s << QByteArray("\"x/y~\"") << QByteArray("\"\\\"q\\\"\"");
    QTest::newRow("escaped in the text") << u"/é"_s << QByteArray("\"\\u00e9\"") << QByteArray("1.50");
    QTest::newRow("empty name") << u"/"_s << QByteArray("\"\"") << QByteArray("{}");
    QTest::newRow("twice") << u"/d"_s << QByteArray("\"d\"") << QByteArray("2");
}

void JsonTextTest::places()
{
    const JsonText text(R"({"a": [10, {"b": null}], "x/y~":"\"q\"", "\u00e9" :1.50,"":{}, "d":1,"d":2})");
    QVERIFY(text.errors().isEmpty());
    QFETCH(QString, pointer);
    const auto place = text.find(pointer);
    QVERIFY(place);
    QTEST(cut(text, place->key), "key");
    QTEST(cut(text, place->value), "value");
    QCOMPARE(cut(text, text.find(u"")->value), text.text());
    QVERIFY(!text.find(u"/a/2"));
    QVERIFY(!text.find(u"/a/x"));
    QVERIFY(!text.find(u"/gone"));
    QVERIFY(!text.find(u"a"));
    QVERIFY(!text.find(u"/a/0/0"));
}

void JsonTextTest::linesAndColumns()
{
    const QByteArray bytes = "{\n  \"é\": \"😀\", \"b\": 1,\r\n\t\"c\": [\n2]\n}";
    const JsonText text(bytes);
    const auto b = text.find(u"/b");
    QCOMPARE(b->key.line, 2);
    QCOMPARE(b->key.column, 13);
    QCOMPARE(b->value.column, 18);
    const auto item = text.find(u"/c/0");
    QCOMPARE(item->value.line, 4);
    QCOMPARE(item->value.column, 1);
    QCOMPARE(text.find(u"/c")->key.line, 3);
    QCOMPARE(text.find(u"/c")->key.column, 2);
    for (qsizetype offset = 0; offset <= bytes.size(); ++offset) {
        if (offset < bytes.size() && (static_cast<unsigned char>(bytes[offset]) & 0xC0) == 0x80)
            continue; // within a character
        const auto position = text.positionOf(offset);
        QCOMPARE(text.offsetOf(position.line, position.column), offset);
    }
    QCOMPARE(text.offsetOf(2, 1000), bytes.indexOf("\r\n") + 1);
    QCOMPARE(text.offsetOf(99, 1), bytes.lastIndexOf('\n') + 1);
    QCOMPARE(text.offsetOf(-1, -1), 0);
    QCOMPARE(text.positionOf(10'000).begin, bytes.size());
    QCOMPARE(JsonText("\xEF\xBB\xBF{}").find(u"")->value.begin, 3);
    QCOMPARE(JsonText().find(u""), std::nullopt);
    QCOMPARE(JsonText().pointerAt(0), QString());
    QCOMPARE(JsonText().positionOf(5).line, 1);
}

void JsonTextTest::broken_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("pointer"); // of something that must be found
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QString>("error"); // its beginning
    QTest::addColumn<int>("offset");
    const auto row = [](const char *name, const QByteArray &text, const QString &pointer, const QByteArray &value,
                        const QString &error,
                        int offset) { QTest::newRow(name) << text << pointer << value << error << offset; };
    row("cut off in a text", R"({"a": {"b": "xy)", u"/a/b"_s, "\"xy", u"The closing quote is missing"_s, 15);
    row("cut off behind a colon", R"({"a": {"b":)", u"/a/b"_s, "", u"A value is missing"_s, 11);
    row("cut off behind a name", R"({"a": {"b")", u"/a/b"_s, "", u"“:” and a value are missing"_s, 10);
    row("cut off behind a bracket", R"({"a": [)", u"/a"_s, "[", u"The text ends too early"_s, 7);
    row("comma missing", "{\"a\": 1\n \"b\": 2}", u"/b"_s, "2", u"A comma is missing"_s, 9);
    row("comma missing in an array", "[1 {\"a\": 2}]", u"/1/a"_s, "2", u"A comma is missing"_s, 3);
    row("comma too many", "{\"a\": 1,}", u"/a"_s, "1", u"A comma stands before this"_s, 8);
    row("two commas", "[1,,2]", u"/1"_s, "2", u"A value is missing before this comma"_s, 3);
    row("colon missing", "{\"a\" {\"b\": 1}}", u"/a/b"_s, "1", u"“:” is missing"_s, 5);
    row("value missing", "{\"a\": , \"b\": 1}", u"/b"_s, "1", u"A value is missing"_s, 6);
    row("value and colon missing", "{\"a\", \"b\": 1}", u"/b"_s, "1", u"“:” and a value are missing"_s, 4);
    row("name without quotes", "{a: {\"b\": 1}}", u"/a/b"_s, "1", u"Names stand in double quotes"_s, 1);
    row("single quotes", "{'a': 'x', \"b\": 1}", u"/b"_s, "1", u"Text stands in double quotes"_s, 1);
    row("name missing", "{ {\"x\": 1}, \"b\": 2}", u"/b"_s, "2", u"A name is missing"_s, 2);
    row("word", "{\"a\": True, \"b\": 2}", u"/b"_s, "2", u"“True” is no JSON value"_s, 6);
    row("number", "{\"a\": 01, \"b\": 2}", u"/b"_s, "2", u"“01” is no JSON value"_s, 6);
    row("huge number", "{\"a\": 1e999, \"b\": 2}", u"/b"_s, "2", u"This number is too large"_s, 6);
    row("quote missing", "{\"a\": \"x,\n \"b\": 2}", u"/b"_s, "2", u"The closing quote is missing"_s, 9);
    row("escape", R"({"a": "\x", "b": 2})", u"/b"_s, "2", u"This escape is not known"_s, 7);
    row("half a surrogate pair", R"({"a": "\ud800", "b": 2})", u"/b"_s, "2", u"Half a surrogate"_s, 7);
    row("control character", "{\"a\": \"x\ty\", \"b\": 2}", u"/b"_s, "2", u"A control character"_s, 8);
    row("bracket missing", "{\"a\": [1, \"b\"}", u"/a/1"_s, "\"b\"", u"“]” is missing here"_s, 13);
    row("brace missing", "[{\"a\": 1]", u"/0/a"_s, "1", u"“}” is missing here"_s, 8);
    row("bracket too many", "{\"a\": 1], \"b\": 2}", u"/b"_s, "2", u"Nothing is open that “]”"_s, 7);
    row("colon too many", "{\"a\":: 1, \"b\": 2}", u"/b"_s, "2", u"“:” is not expected"_s, 5);
    row("text behind", "{\"a\": 1} x", u"/a"_s, "1", u"The document has ended"_s, 9);
    row("not UTF-8", "{\"a\": \"\xFF\", \"b\": 2}", u"/b"_s, "2", u"The text is not valid UTF-8"_s, 6);
}

void JsonTextTest::broken()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, pointer);
    QFETCH(QString, error);
    QFETCH(int, offset);
    const JsonText read(text);
    const auto place = read.find(pointer);
    QVERIFY(place);
    QTEST(cut(read, place->value), "value");
    const auto errors = read.errors();
    QVERIFY(!errors.isEmpty());
    QVERIFY2(errors.first().message.startsWith(error), qPrintable(errors.first().message));
    QCOMPARE(errors.first().offset, offset);
    QVERIFY(!core::parseJson(text));
}

void JsonTextTest::pointers_data()
{
    QTest::addColumn<QByteArray>("text"); // the offset is where the bar stands
    QTest::addColumn<QString>("pointer");
    const auto row = [](const QByteArray &text, const QString &pointer) {
        QTest::newRow(text.constData()) << text << pointer;
    };
    row(R"(|{"a": 1})", QString());
    row(R"({|"a": 1})", u"/a"_s);
    row(R"({"a"|: 1})", u"/a"_s);
    row(R"({"a": |1})", u"/a"_s);
    row(R"({"a": 1|})", u"/a"_s);
    row(R"({"a": 1 | })", QString());
    row(R"({"a": 1}|)", QString());
    row(R"({"a": 1, | "b": 2})", QString());
    row(R"({"a": [1, |{"b": 2}]})", u"/a/1"_s);
    row(R"({"a": [1, { |"b": 2}]})", u"/a/1/b"_s);
    row(R"({"a": [1, {"b": 2}|]})", u"/a"_s);
    row(R"({"x/y": {"b": "te|xt"}})", u"/x~1y/b"_s);
    row(R"({"a": {"b": |)", u"/a/b"_s);
    row(R"({"a": {"b|)", u"/a/b"_s);
    row("  |", QString());
}

void JsonTextTest::pointers()
{
    QFETCH(QByteArray, text);
    const qsizetype offset = text.indexOf('|');
    text.remove(offset, 1);
    QTEST(JsonText(text).pointerAt(offset), "pointer");
}

void JsonTextTest::agreesWithTheParser_data()
{
    QTest::addColumn<QByteArray>("text");
    for (const char *text : {"",
                             " ",
                             "1",
                             "-0",
                             "-",
                             "1.",
                             "1.0e+5",
                             ".5",
                             "+1",
                             "0x1",
                             "nul",
                             "null",
                             "\"\"",
                             "\"",
                             "[]",
                             "[",
                             "]",
                             "{}",
                             "{",
                             "}",
                             "[1,2]",
                             "[1 2]",
                             "[,]",
                             "{\"a\"}",
                             "{\"a\":1,\"a\":2}",
                             "{1:2}",
                             "[\"\\u12\"]",
                             "[\"\\uD83D\\uDE00\"]",
                             "[\"\\uDE00\"]",
                             "[\"\\uD83Dx\"]",
                             "[\"\x7f\"]",
                             "[1]]",
                             "\xEF\xBB\xBF[]",
                             "[\"\\/\"]",
                             "/**/[]",
                             "[1]\0",
                             "NaN",
                             "[-1e400]",
                             "[1e-400]",
                             "[123456789012345678901234567890]",
                             "\xC3\xA9",
                             "[\"\xC3\xA9\"]"})
        QTest::newRow(text) << QByteArray(text);
    QTest::newRow("deep enough") << QByteArray(QByteArray(256, '[') + QByteArray(256, ']'));
    QTest::newRow("too deep") << QByteArray(QByteArray(257, '[') + QByteArray(257, ']'));
}

void JsonTextTest::agreesWithTheParser()
{
    QFETCH(QByteArray, text);
    QCOMPARE(JsonText(text).errors().isEmpty(), static_cast<bool>(core::parseJson(text)));
}

//! What is typed so far is understood so far: every value that is complete has its place.
void JsonTextTest::everyPrefixOfAnExample()
{
    QFile file(testsupport::dataDir() + u"/example-flows/move/definition.json"_s);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray whole = file.readAll();
    const auto start = JsonText(whole).find(u"/StartAt");
    QVERIFY(start);
    for (qsizetype size = 0; size <= whole.size(); size += 7) {
        const JsonText text(whole.first(size));
        if (size >= start->value.end) {
            QVERIFY(text.find(u"/StartAt"));
            QCOMPARE(text.find(u"/StartAt")->value, start->value);
        }
        QCOMPARE(text.errors().isEmpty(), static_cast<bool>(core::parseJson(text.text())));
    }
}

void JsonTextTest::hostileTexts()
{
    const JsonText deep(QByteArray(1'000'000, '['));
    QCOMPARE(deep.errors().first().message, u"Nested deeper than 256 levels."_s);
    QVERIFY(deep.find(u"/0/0/0"));
    QCOMPARE(JsonText(QByteArray(1'000'000, ']')).errors().size(), 100);
    QCOMPARE(JsonText(QByteArray("{,]").repeated(300'000)).errors().size(), 100);
    QVERIFY(!JsonText('"' + QByteArray(2'000'000, 'x')).errors().isEmpty());
    QByteArray flat = "[";
    for (int i = 0; i < 200'000; ++i)
        flat += "0,";
    const JsonText many(flat);
    QVERIFY(many.find(u"/199999"));
    QCOMPARE(many.pointerAt(1 + 2 * 150'000), u"/150000"_s);
    const JsonText tooMany('[' + QByteArray("0,").repeated(2'100'000));
    QCOMPARE(tooMany.errors().first().message, u"The text has more than 2000000 values."_s);
}

FLOWS_TEST(tst_jsontext, JsonTextTest)
#include "tst_jsontext.moc"
