#include "support/jsondata.h"
#include "support/testmain.h"

#include "flowlang/definition.h"

#include <QTest>

using namespace Qt::StringLiterals;
using flowlang::conditionText;

class ConditionTextTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void texts_data();
    void texts();
    void nested_data();
    void nested();
    void broken_data();
    void broken();
    void deepOnesEnd();
};

void ConditionTextTest::texts_data()
{
    QTest::addColumn<QByteArray>("rule");
    QTest::addColumn<QString>("text");
    const auto row = [](const QByteArray &rule, const QString &text) {
        QTest::newRow(rule.left(60).constData()) << QByteArray('{' + rule + '}') << text;
    };
    row(R"("Variable":"$.P.exists","BooleanEquals":false,"Next":"x")", u"P.exists is false"_s);
    row(R"("Variable":"$.a","BooleanEqualsPath":"$.b.c")", u"a is b.c"_s);
    row(R"("Variable":"$.total","NumericEquals":0)", u"total = 0"_s);
    row(R"("Variable":"$.n","NumericEquals":1.5)", u"n = 1.5"_s);
    row(R"("Variable":"$.n","NumericEqualsPath":"$.m")", u"n = m"_s);
    row(R"("Variable":"$.n","NumericGreaterThan":1)", u"n > 1"_s);
    row(R"("Variable":"$.n","NumericGreaterThanEquals":1)", u"n ≥ 1"_s);
    row(R"("Variable":"$.n","NumericLessThan":1)", u"n < 1"_s);
    row(R"("Variable":"$.n","NumericLessThanEquals":1)", u"n ≤ 1"_s);
    row(R"("Variable":"$.n","NumericLessThanEqualsPath":"$.m[0]")", u"n ≤ m[0]"_s);
    row(R"("Variable":"$.status","StringEquals":"FAILED")", u"status is \"FAILED\""_s);
    row(R"("Variable":"$.s","StringEquals":"a\n\"b\"")", u"s is \"a\\n\\\"b\\\"\""_s);
    row(R"("Variable":"$.s","StringEqualsPath":"$.t")", u"s is t"_s);
    row(R"("Variable":"$.s","StringGreaterThan":"m")", u"s > \"m\""_s);
    row(R"("Variable":"$.s","StringGreaterThanEquals":"m")", u"s ≥ \"m\""_s);
    row(R"("Variable":"$.s","StringLessThan":"m")", u"s < \"m\""_s);
    row(R"("Variable":"$.s","StringLessThanEquals":"m")", u"s ≤ \"m\""_s);
    row(R"("Variable":"$.name","StringMatches":"x*")", u"name matches \"x*\""_s);
    row(R"("Variable":"$.t","TimestampEquals":"2026-01-01T00:00:00Z")", u"t is at 2026-01-01T00:00:00Z"_s);
    row(R"("Variable":"$.t","TimestampGreaterThan":"2026-01-01T00:00:00Z")", u"t is after 2026-01-01T00:00:00Z"_s);
    row(R"("Variable":"$.t","TimestampGreaterThanEquals":"T")", u"t is at or after T"_s);
    row(R"("Variable":"$.t","TimestampLessThan":"T")", u"t is before T"_s);
    row(R"("Variable":"$.t","TimestampLessThanEqualsPath":"$.u")", u"t is at or before u"_s);
    row(R"("Variable":"$.a","IsPresent":true)", u"a is present"_s);
    row(R"("Variable":"$.a","IsPresent":false)", u"a is not present"_s);
    row(R"("Variable":"$.a","IsNull":true)", u"a is null"_s);
    row(R"("Variable":"$.a","IsNumeric":true)", u"a is a number"_s);
    row(R"("Variable":"$.a","IsString":false)", u"a is not a string"_s);
    row(R"("Variable":"$.a","IsBoolean":true)", u"a is a boolean"_s);
    row(R"("Variable":"$.a","IsTimestamp":true)", u"a is a timestamp"_s);
    row(R"("Variable":"$['a b'].c","NumericEquals":2)", u"$['a b'].c = 2"_s);
    row(R"("Next":"x","BooleanEquals":true,"Variable":"$.a")", u"a is true"_s);
}

void ConditionTextTest::texts()
{
    QFETCH(QByteArray, rule);
    QTEST(conditionText(testsupport::json(rule.constData())), "text");
}

void ConditionTextTest::nested_data()
{
    QTest::addColumn<QByteArray>("rule");
    QTest::addColumn<QString>("text");
    const QByteArray a = R"({"Variable":"$.a","BooleanEquals":true})";
    const QByteArray b = R"({"Variable":"$.b","BooleanEquals":false})";
    const QByteArray c = R"({"Variable":"$.c","NumericEquals":3})";
    const auto both = [](const QByteArray &x, const QByteArray &y) {
        return QByteArray("{\"And\":[" + x + "," + y + "]}");
    };
    const auto either = [](const QByteArray &x, const QByteArray &y) {
        return QByteArray("{\"Or\":[" + x + "," + y + "]}");
    };
    const auto no = [](const QByteArray &x) { return QByteArray("{\"Not\":" + x + "}"); };
    QTest::newRow("and") << both(a, b) << u"a is true and b is false"_s;
    QTest::newRow("or") << either(a, b) << u"a is true or b is false"_s;
    QTest::newRow("not") << no(a) << u"not (a is true)"_s;
    QTest::newRow("not not") << no(no(a)) << u"not (not (a is true))"_s;
    QTest::newRow("not or") << no(either(a, b)) << u"not (a is true or b is false)"_s;
    QTest::newRow("or in and") << both(either(a, b), c) << u"(a is true or b is false) and c = 3"_s;
    QTest::newRow("and in or") << either(a, both(b, c)) << u"a is true or (b is false and c = 3)"_s;
    QTest::newRow("and in and") << both(a, both(b, c)) << u"a is true and b is false and c = 3"_s;
    QTest::newRow("one member") << QByteArray("{\"And\":[" + either(a, b) + "],\"Next\":\"x\"}")
                                << u"a is true or b is false"_s;
    QTest::newRow("same variable") << QByteArray(R"({"Or":[{"Variable":"$.t","StringEquals":"a"},
            {"Variable":"$.t","StringEquals":"b"},{"Variable":"$.t","StringEquals":"c"}]})")
                                   << u"t is \"a\" or \"b\" or \"c\""_s;
    QTest::newRow("same variable, other operator")
        << QByteArray(R"({"Or":[{"Variable":"$.t","NumericEquals":1},{"Variable":"$.t","NumericLessThan":0}]})")
        << u"t = 1 or t < 0"_s;
    QTest::newRow("same variable in and")
        << QByteArray(R"({"And":[{"Or":[{"Variable":"$.t","NumericEquals":1},{"Variable":"$.t","NumericEquals":2}]},)" +
                      a + "]}")
        << u"(t = 1 or 2) and a is true"_s;
}

void ConditionTextTest::nested()
{
    texts();
}

void ConditionTextTest::broken_data()
{
    QTest::addColumn<QByteArray>("rule");
    QTest::addColumn<QString>("text");
    QTest::newRow("no object") << QByteArray("7") << u"…"_s;
    QTest::newRow("empty") << QByteArray("{}") << u"?"_s;
    QTest::newRow("no operator") << QByteArray(R"({"Variable":"$.a"})") << u"a"_s;
    QTest::newRow("unknown operator") << QByteArray(R"({"Variable":"$.a","StringMatchesPath":"$.b"})")
                                      << u"a StringMatchesPath \"$.b\""_s;
    QTest::newRow("variable no text") << QByteArray(R"({"Variable":[1],"IsNull":true})") << u"[1] is null"_s;
    QTest::newRow("operand of another type")
        << QByteArray(R"({"Variable":"$.a","NumericEquals":{"x":[]}})") << u"a = {\"x\":[]}"_s;
    QTest::newRow("no members") << QByteArray(R"({"And":[]})") << u"…"_s;
    QTest::newRow("members no array") << QByteArray(R"({"Or":{"Variable":"$.a"}})") << u"…"_s;
    QTest::newRow("two operators") << QByteArray(R"({"Variable":"$.a","IsNull":true,"NumericEquals":1})")
                                   << u"a is null and a = 1"_s;
}

void ConditionTextTest::broken()
{
    texts();
}

void ConditionTextTest::deepOnesEnd()
{
    core::Json rule = {{"Variable", "$.a"}, {"IsNull", true}};
    for (int i = 0; i < 200; ++i)
        rule = core::Json{{"Not", std::move(rule)}};
    QVERIFY(conditionText(rule).contains(u'…'));
}

FLOWS_TEST(tst_conditiontext, ConditionTextTest)
#include "tst_conditiontext.moc"
