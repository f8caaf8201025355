#include "support/jsondata.h"
#include "support/testmain.h"

#include "flowlang/comparison.h"
#include "flowlang/evaluate.h"
#include "flowlang/timestamp.h"

#include <QTest>

using namespace Qt::StringLiterals;
using flowlang::EvaluationError;
using testsupport::json;

namespace {

//! `true`, `false`, or `!` and the cause.
QString verdict(const core::Json &rule, bool strict = false)
{
    const core::Json state = json(R"({"t":true,"f":false,"zero":0,"one":1,"float":1.0,"big":9007199254740993,
        "huge":18446744073709551615,"minus":-1,"s":"abc","e":"","star":"a*b","null":null,"list":[1],
        "at":"2026-01-01T12:00:00+02:00","same":"2026-01-01T10:00:00.000Z","later":"2026-01-01T10:00:00.001Z",
        "é":"é","z":"z"})");
    const core::Json context = json(R"({"email":"x@y"})");
    const auto result = flowlang::matchesRule(rule, {state, context}, strict);
    if (const auto *error = std::get_if<EvaluationError>(&result))
        return u'!' + error->name + u' ' + error->cause;
    return std::get<bool>(result) ? u"true"_s : u"false"_s;
}

} // namespace

class ChoiceRuleTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void comparisons_data();
    void comparisons();
    void nested_data();
    void nested();
    void missingVariables();
    void brokenRules_data();
    void brokenRules();
    void depth();
    void valuesAreNotCopied();
    void wildcards_data();
    void wildcards();
    void timestamps_data();
    void timestamps();
};

void ChoiceRuleTest::comparisons_data()
{
    QTest::addColumn<QByteArray>("rule");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *variable, const QByteArray &comparison, const char *expected) {
        const QByteArray rule = QByteArray("{\"Variable\":\"$.") + variable + "\"," + comparison + ",\"Next\":\"n\"}";
        QTest::newRow(rule.constData()) << rule << QString::fromLatin1(expected);
    };
    row("t", R"("BooleanEquals":true)", "true");
    row("t", R"("BooleanEquals":false)", "false");
    row("one", R"("BooleanEquals":true)", "false");
    row("t", R"("BooleanEqualsPath":"$.f")", "false");
    row("f", R"("BooleanEqualsPath":"$.f")", "true");
    row("one", R"("NumericEquals":1.0)", "true");
    row("float", R"("NumericEquals":1)", "true");
    row("t", R"("NumericEquals":1)", "false");
    row("s", R"("NumericEquals":1)", "false");
    row("big", R"("NumericEquals":9007199254740992)", "false");
    row("big", R"("NumericGreaterThan":9007199254740992)", "true");
    row("huge", R"("NumericGreaterThan":-1)", "true");
    row("minus", R"("NumericLessThanPath":"$.huge")", "true");
    row("huge", R"("NumericLessThanPath":"$.minus")", "false");
    row("one", R"("NumericGreaterThan":0.5)", "true");
    row("one", R"("NumericGreaterThan":1)", "false");
    row("one", R"("NumericGreaterThanEquals":1)", "true");
    row("one", R"("NumericLessThan":1)", "false");
    row("one", R"("NumericLessThanEquals":1)", "true");
    row("one", R"("NumericEqualsPath":"$.float")", "true");
    row("one", R"("NumericEqualsPath":"$.s")", "false");
    row("s", R"("StringEquals":"abc")", "true");
    row("s", R"("StringEquals":"ABC")", "false");
    row("null", R"("StringEquals":"null")", "false");
    row("s", R"("StringLessThan":"abd")", "true");
    row("s", R"("StringGreaterThan":"ab")", "true");
    row("s", R"("StringGreaterThanEquals":"abc")", "true");
    row("s", R"("StringLessThanEqualsPath":"$.e")", "false");
    row("z", R"("StringLessThanPath":"$.é")", "true"); // by code point, not by any language's order
    row("s", R"("StringMatches":"a*")", "true");
    row("star", R"("StringMatches":"a\\*b")", "true");
    row("s", R"("StringMatches":"a\\*c")", "false");
    row("at", R"("TimestampEqualsPath":"$.same")", "true");
    row("at", R"("TimestampLessThanPath":"$.later")", "true");
    row("at", R"("TimestampEquals":"2026-01-01T10:00:00Z")", "true");
    row("at", R"("TimestampGreaterThan":"2026-01-01T11:00:00Z")", "false");
    row("later", R"("TimestampGreaterThanEquals":"2026-01-01T10:00:00.0010Z")", "true");
    row("later", R"("TimestampLessThanEquals":"2026-01-01T10:00:00.0009Z")", "false");
    row("s", R"("TimestampEquals":"abc")", "false");
    row("null", R"("IsNull":true)", "true");
    row("one", R"("IsNull":false)", "true");
    row("null", R"("IsPresent":true)", "true");
    row("gone", R"("IsPresent":false)", "true");
    row("gone", R"("IsPresent":true)", "false");
    row("t", R"("IsBoolean":true)", "true");
    row("t", R"("IsNumeric":true)", "false");
    row("float", R"("IsNumeric":true)", "true");
    row("s", R"("IsString":true)", "true");
    row("one", R"("IsString":true)", "false");
    row("at", R"("IsTimestamp":true)", "true");
    row("s", R"("IsTimestamp":false)", "true");
    row("_context.email", R"("StringEquals":"x@y")", "true");
    row("list[0]", R"("NumericEquals":1)", "true");
}

void ChoiceRuleTest::comparisons()
{
    QFETCH(QByteArray, rule);
    QTEST(verdict(json(rule.constData())), "expected");
}

void ChoiceRuleTest::nested_data()
{
    QTest::addColumn<QByteArray>("rule");
    QTest::addColumn<QString>("expected");
    const QByteArray yes = R"({"Variable":"$.t","BooleanEquals":true})";
    const QByteArray no = R"({"Variable":"$.t","BooleanEquals":false})";
    const QByteArray bad = R"({"Variable":"t","BooleanEquals":false})";
    const auto row = [](const char *name, const QByteArray &rule, const char *expected) {
        QTest::newRow(name) << rule << QString::fromLatin1(expected);
    };
    row("and", "{\"And\":[" + yes + "," + yes + "]}", "true");
    row("and, one false", "{\"And\":[" + yes + "," + no + "]}", "false");
    row("or", "{\"Or\":[" + no + "," + yes + "],\"Next\":\"x\"}", "true");
    row("or, none", "{\"Or\":[" + no + "," + no + "]}", "false");
    row("not", "{\"Not\":" + no + "}", "true");
    row("not and", "{\"Not\":{\"And\":[" + yes + "," + yes + "]}}", "false");
    row("and stops", "{\"And\":[" + no + "," + bad + "]}", "false");
    row("or stops", "{\"Or\":[" + yes + "," + bad + "]}", "true");
}

void ChoiceRuleTest::nested()
{
    comparisons();
}

void ChoiceRuleTest::missingVariables()
{
    const core::Json rule = json(R"({"Variable":"$.gone.x","StringEquals":"a"})");
    QCOMPARE(verdict(rule), u"false"_s);
    QCOMPARE(verdict(rule, true),
             u"!States.Runtime The path '$.gone.x' of a choice rule could not be found in the state input."_s);
    QCOMPARE(verdict(json(R"({"Not":{"Variable":"$.gone","StringEquals":"a"}})")), u"true"_s);
    QCOMPARE(verdict(json(R"({"Variable":"$.gone","IsNull":false})")), u"false"_s);
    QVERIFY(verdict(json(R"({"Variable":"$.gone","IsNull":false})"), true).startsWith(u'!'));
    QCOMPARE(verdict(json(R"({"Variable":"$.gone","IsPresent":false})"), true), u"true"_s);
    const core::Json right = json(R"({"Variable":"$.s","StringEqualsPath":"$.lost"})");
    QCOMPARE(verdict(right), u"false"_s);
    QVERIFY(verdict(right, true).contains(u"'$.lost'"_s));
}

void ChoiceRuleTest::brokenRules_data()
{
    QTest::addColumn<QByteArray>("rule");
    QTest::addColumn<QString>("part");
    QTest::newRow("no object") << QByteArray("1") << u"must be an object"_s;
    QTest::newRow("empty") << QByteArray("{}") << u"one of And, Or, Not and Variable"_s;
    QTest::newRow("no comparison") << QByteArray(R"({"Variable":"$.s"})") << u"needs a comparison"_s;
    QTest::newRow("unknown") << QByteArray(R"({"Variable":"$.s","StringEqual":"x"})") << u"“StringEqual” is no"_s;
    QTest::newRow("no path form") << QByteArray(R"({"Variable":"$.s","StringMatchesPath":"$.s"})")
                                  << u"is no comparison"_s;
    QTest::newRow("no path form of a test") << QByteArray(R"({"Variable":"$.s","IsNullPath":"$.s"})") << u"is no"_s;
    QTest::newRow("variable no text") << QByteArray(R"({"Variable":1,"IsNull":true})") << u"must be a path"_s;
    QTest::newRow("bad path") << QByteArray(R"({"Variable":"s","IsNull":true})") << u"begins with"_s;
    QTest::newRow("bad operand path") << QByteArray(R"({"Variable":"$.s","StringEqualsPath":1})")
                                      << u"must be a path"_s;
    QTest::newRow("test operand") << QByteArray(R"({"Variable":"$.s","IsNull":"x"})") << u"true or false"_s;
    QTest::newRow("And of nothing") << QByteArray(R"({"And":[]})") << u"list of choice rules"_s;
    QTest::newRow("Or no list") << QByteArray(R"({"Or":{}})") << u"list of choice rules"_s;
}

void ChoiceRuleTest::brokenRules()
{
    QFETCH(QByteArray, rule);
    QFETCH(QString, part);
    const QString text = verdict(json(rule.constData()));
    QVERIFY2(text.startsWith(u"!States.Runtime "_s), qPrintable(text));
    QVERIFY2(text.contains(part), qPrintable(text));
}

void ChoiceRuleTest::depth()
{
    core::Json rule = json(R"({"Variable":"$.t","BooleanEquals":true})");
    for (int i = 0; i < 60; ++i)
        rule = core::Json{{"Not", std::move(rule)}};
    QCOMPARE(verdict(rule), u"true"_s);
    for (int i = 0; i < 10; ++i)
        rule = core::Json{{"Not", std::move(rule)}};
    QVERIFY(verdict(rule).contains(u"deeper than 64"_s));
}

void ChoiceRuleTest::wildcards_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("pattern");
    QTest::addColumn<bool>("expected");
    const auto row = [](const QByteArray &text, const QByteArray &pattern, bool expected) {
        QTest::newRow(QByteArray(text.left(30) + " : " + pattern.left(30)).constData()) << text << pattern << expected;
    };
    row("abc", "abc", true);
    row("abc", "ab", false);
    row("", "", true);
    row("", "*", true);
    row("abc", "*", true);
    row("abc", "a*c", true);
    row("abc", "*b*", true);
    row("abc", "a*b", false);
    row("ab", "ab*b", false); // the two ends may not overlap
    row("abcbc", "a*bc", true);
    row("a*c", "a\\*c", true);
    row("abc", "a\\*c", false);
    row("a\\c", "a\\\\c", true);
    row("a\\*", "a\\\\\\*", true);
    row("a\\", "a\\", true);
    row("a\\n", "a\\n", true);
    row("x", QByteArray(5000, '*'), false);
    row(QByteArray(100'000, 'a') + "b", QByteArray("*a").repeated(2000) + "*c", false);
}

//! Many tests of a large value; copying it for each would take minutes.
void ChoiceRuleTest::valuesAreNotCopied()
{
    core::Json state = core::Json::object();
    state["list"] = core::Json(core::Json::array_t(100'000, core::Json("text")));
    const core::Json context = core::Json::object();
    const core::Json test = json(R"({"Variable": "$.list", "IsString": false})");
    const core::Json slice = json(R"({"Variable": "$.list[0:]", "IsPresent": true})");
    core::Json::array_t tests(10'000, test);
    tests.push_back(slice);
    const core::Json rule{{"And", std::move(tests)}};
    const auto result = flowlang::matchesRule(rule, {state, context});
    QVERIFY(std::get<bool>(result));
}

void ChoiceRuleTest::wildcards()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, pattern);
    QTEST(flowlang::matchesWildcards(text.toStdString(), pattern.toStdString()), "expected");
}

void ChoiceRuleTest::timestamps_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<qint64>("seconds"); // -1: refused
    QTest::newRow("epoch") << QByteArray("1970-01-01T00:00:00Z") << qint64(0);
    QTest::newRow("offset") << QByteArray("1970-01-01T01:30:00+01:30") << qint64(0);
    QTest::newRow("other offset") << QByteArray("1969-12-31T19:00:00-05:00") << qint64(0);
    QTest::newRow("small letters") << QByteArray("1970-01-02t00:00:00z") << qint64(86400);
    QTest::newRow("leap day") << QByteArray("2024-02-29T00:00:00Z") << qint64(1709164800);
    QTest::newRow("no leap day") << QByteArray("2023-02-29T00:00:00Z") << qint64(-1);
    QTest::newRow("leap second") << QByteArray("1970-01-01T00:00:60Z") << qint64(60);
    QTest::newRow("year 0") << QByteArray("0000-01-01T00:00:00Z") << qint64(-62167219200);
    QTest::newRow("no offset") << QByteArray("1970-01-01T00:00:00") << qint64(-1);
    QTest::newRow("blank") << QByteArray("1970-01-01 00:00:00Z") << qint64(-1);
    QTest::newRow("hour 24") << QByteArray("1970-01-01T24:00:00Z") << qint64(-1);
    QTest::newRow("empty fraction") << QByteArray("1970-01-01T00:00:00.Z") << qint64(-1);
    QTest::newRow("text behind") << QByteArray("1970-01-01T00:00:00Zx") << qint64(-1);
    QTest::newRow("empty") << QByteArray() << qint64(-1);
    QTest::newRow("signs") << QByteArray("+970-01-01T00:00:00Z") << qint64(-1);
}

void ChoiceRuleTest::timestamps()
{
    QFETCH(QByteArray, text);
    QFETCH(qint64, seconds);
    const auto instant = flowlang::parseTimestamp(text);
    QCOMPARE(instant.has_value(), seconds != -1);
    if (instant)
        QCOMPARE(instant->seconds, seconds);
}

FLOWS_TEST(tst_choicerule, ChoiceRuleTest)
#include "tst_choicerule.moc"
