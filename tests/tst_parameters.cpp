#include "support/jsondata.h"
#include "support/testmain.h"

#include "flowlang/evaluate.h"

#include <QTest>

using namespace Qt::StringLiterals;
using flowlang::EvaluationError;
using testsupport::json;

namespace {

//! The result as compact JSON, or `!`, the error's name and its cause.
QString evaluated(const core::Json &parameters, const core::Json &state)
{
    const core::Json context = json(R"({"run_id":"r"})");
    const auto result = flowlang::evaluateParameters(parameters, {state, context});
    if (const auto *error = std::get_if<EvaluationError>(&result))
        return u'!' + error->name + u' ' + error->cause;
    return QString::fromUtf8(core::toBytes(std::get<core::Json>(result)));
}

} // namespace

class ParametersTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void results_data();
    void results();
    void failures_data();
    void failures();
    void privateFieldsAreNotTold_data();
    void privateFieldsAreNotTold();
    void valuesAreNotTold_data();
    void valuesAreNotTold();
    void copiesHaveABudget();
    void examplesEvaluate();
};

void ParametersTest::results_data()
{
    QTest::addColumn<QByteArray>("parameters");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *name, const QByteArray &parameters, const QString &expected) {
        QTest::newRow(name) << parameters << expected;
    };
    row("constants", R"({"b":1,"a":[1.0,null,{"c":"$.x"}]})", u"{\"b\":1,\"a\":[1.0,null,{\"c\":\"$.x\"}]}"_s);
    row("paths", R"({"p.$":"$.o.x","q":{"r.$":"$.n"}})", u"{\"p\":7,\"q\":{\"r\":null}}"_s);
    row("whole state", R"({"s.$":"$"})", u"{\"s\":{\"o\":{\"x\":7},\"n\":null,\"l\":[1,2],\"t\":\"text\"}}"_s);
    row("slice", R"({"s.$":"$.l[1:]"})", u"{\"s\":[2]}"_s);
    row("context", R"({"run.$":"$._context.run_id"})", u"{\"run\":\"r\"}"_s);
    row("expressions", R"j({"a.=":"o.x + 1","b.=":"'x' + t","c.=":"getattr('gone', 'none')"})j",
        u"{\"a\":8,\"b\":\"xtext\",\"c\":\"none\"}"_s);
    row("context in expressions", R"({"run.=":"_context.run_id"})", u"{\"run\":\"r\"}"_s);
    row("paths in expressions", R"({"x.=":"`$.l[-1]` * 2"})", u"{\"x\":4}"_s);
    row("within arrays", R"({"DATA":[{"p.$":"$.t"},"$.t",[{"q.=":"1+1"}]]})",
        u"{\"DATA\":[{\"p\":\"text\"},\"$.t\",[{\"q\":2}]]}"_s);
    row("private names are consumed",
        R"({"__Private_Parameters":["a"],"a.$":"$.t","b":{"__Private_Parameters":["c"],"c":1}})",
        u"{\"a\":\"text\",\"b\":{\"c\":1}}"_s);
    row("the last one wins", R"({"a":1,"b":2,"a.$":"$.t"})", u"{\"a\":\"text\",\"b\":2}"_s);
    row("siblings are not seen", R"({"t":"new","u.$":"$.t"})", u"{\"t\":\"new\",\"u\":\"text\"}"_s);
    row("suffix in the middle", R"({"a.$b":"x"})", u"{\"a.$b\":\"x\"}"_s);
    row("empty", "{}", u"{}"_s);
}

void ParametersTest::results()
{
    QFETCH(QByteArray, parameters);
    const core::Json state = json(R"({"o":{"x":7},"n":null,"l":[1,2],"t":"text"})");
    QTEST(evaluated(json(parameters.constData()), state), "expected");
}

void ParametersTest::failures_data()
{
    QTest::addColumn<QByteArray>("parameters");
    QTest::addColumn<QString>("expected"); // the beginning
    const auto row = [](const char *name, const QByteArray &parameters, const QString &expected) {
        QTest::newRow(name) << parameters << QString(u"!States.Runtime "_s + expected);
    };
    row("missing path", R"({"a":{"b.$":"$.gone.x"}})",
        u"The path '$.gone.x' specified for the field 'b.$' could not be found in the state input."_s);
    row("path no text", R"({"a.$":1})", u"The value of the field 'a.$' must be a string."_s);
    row("expression no text", R"({"a.=":null})", u"The value of the field 'a.=' must be a string."_s);
    row("malformed path", R"({"a.$":"x"})", u"In the field 'a.$': The path 'x' can not be used: "_s);
    row("context of another language", R"({"a.$":"$$.Execution"})", u"In the field 'a.$': The path '$$.Execution'"_s);
    row("failing expression", R"({"a.=":"gone + 1"})", u"In the field 'a.=': "_s);
    row("malformed expression", R"({"a.=":"1 +"})", u"In the field 'a.=': "_s);
    row("no object", "[1]", u"Parameters must be an object."_s);
}

void ParametersTest::failures()
{
    QFETCH(QByteArray, parameters);
    QFETCH(QString, expected);
    const QString text = evaluated(json(parameters.constData()), json("{}"));
    QVERIFY2(text.startsWith(expected), qPrintable(text));
}

void ParametersTest::privateFieldsAreNotTold_data()
{
    QTest::addColumn<QByteArray>("parameters");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *name, const QByteArray &parameters, const QString &expected) {
        QTest::newRow(name) << parameters << u"!States.Runtime The private field "_s + expected;
    };
    const QString at5 = u" could not be evaluated (at character 11 of an expression)."_s;
    row("expression", R"({"__Private_Parameters":["pw"],"pw.=":"'hunter2' + 1"})", u"'pw.='"_s + at5);
    row("listed with a suffix", R"({"__Private_Parameters":["pw.="],"pw.=":"'hunter2' + 1"})", u"'pw.='"_s + at5);
    row("syntax", R"({"__Private_Parameters":["pw"],"pw.=":"hunter2 ("})",
        u"'pw.=' could not be evaluated (at character 10 of an expression)."_s);
    row("path", R"({"__Private_Parameters":["pw"],"pw.$":"$.hunter2"})", u"'pw.$' could not be evaluated."_s);
    row("below", R"({"__Private_Parameters":["pw"],"pw":{"hunter2.=":"'hunter2' + 1"}})", u"'pw'"_s + at5);
    row("in a list", R"({"__Private_Parameters":["pw"],"pw":[{"hunter2.=":"'hunter2' + 1"}]})", u"'pw'"_s + at5);
    row("declared deep", R"({"a":{"__Private_Parameters":["pw"],"pw.=":"'hunter2' + 1"}})", u"'pw.='"_s + at5);
}

void ParametersTest::privateFieldsAreNotTold()
{
    QFETCH(QByteArray, parameters);
    QFETCH(QString, expected);
    QCOMPARE(evaluated(json(parameters.constData()), json("{}")), expected);
}

void ParametersTest::valuesAreNotTold_data()
{
    QTest::addColumn<QString>("expression");
    for (const char *expression :
         {"int(_private.t)", "float(_private.t)", "int(_private.f)", "_private[_private.t]", "_private[_private.n]",
          "_private.l[_private.n]", "_private.l.index(_private.n)", "getattr(_private.t + '[')", "_private.big",
          "_private.t < 1", "{_private.l: 1}", "f'{_private.t}' + 1", "range(0, 1, _private.t)"})
        QTest::newRow(expression) << QString::fromLatin1(expression);
}

//! Whoever may see the definition and the log, but no private values, learns none from an error.
void ParametersTest::valuesAreNotTold()
{
    QFETCH(QString, expression);
    core::Json parameters = core::Json::object();
    parameters["shown.="] = core::toStd(expression);
    const QString text = evaluated(parameters, json(R"({"_private": {"t": "s3cret", "f": 4.7e30, "n": 4711,
        "l": ["s3cret"], "big": 18446744073709551615}})"));
    QVERIFY2(text.startsWith(u"!States.Runtime In the field 'shown.=': "_s), qPrintable(text));
    for (const QString &value : {u"s3cret"_s, u"4.7"_s, u"4711"_s, u"18446744073709551615"_s})
        QVERIFY2(!text.contains(value), qPrintable(text));
}

//! A small definition must not make a document that fills the memory.
void ParametersTest::copiesHaveABudget()
{
    const core::Json state{{"large", std::string(1'000'000, 'x')}};
    core::Json copies = core::Json::object();
    for (int i = 0; i < 100; ++i)
        copies[std::to_string(i) + ".$"] = "$.large";
    QCOMPARE(evaluated(copies, state), u"!States.Runtime The evaluated Parameters are too large."_s);
}

//! What the official example `move` computes before its Choice.
void ParametersTest::examplesEvaluate()
{
    const core::Json definition = testsupport::jsonFile(u"example-flows/move/definition.json"_s);
    const core::Json &parameters = definition["States"]["IdentifyPathTypes"]["Parameters"];
    core::Json state = testsupport::jsonFile(u"example-flows/move/sample_input.json"_s);
    state["SourceStat"] = json(R"({"status":"SUCCEEDED","details":{"type":"dir","name":"x"}})");
    state["DestinationStat"] = json(R"({"status":"SUCCEEDED","details":{"code":"NotFound"}})");
    const QString text = evaluated(parameters, state);
    QCOMPARE(text, u"{\"source_is_dir\":true,\"dest_is_dir\":false,\"dest_exists\":false}"_s);
}

FLOWS_TEST(tst_parameters, ParametersTest)
#include "tst_parameters.moc"
