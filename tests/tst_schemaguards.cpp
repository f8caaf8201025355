#include "support/jsondata.h"
#include "support/testmain.h"

#include "flowlang/inputschema.h"

#include <QTest>

using namespace Qt::StringLiterals;
using flowlang::InputSchema;
using testsupport::json;

//! What anybody may send as a schema or as an input: each gets a message, in reasonable time, and nothing crashes.
class SchemaGuardsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void problems_data();
    void problems();
    void deepSchemas();
    void longChains();
    void deepInputs();
    void runawayPatterns();
    void manyRunawayPatterns();
    void longTexts();
    void branchesWithoutEnd();
    void largeArrays();
    void largeObjects();
    void longMessagesAreCut();
};

void SchemaGuardsTest::problems_data()
{
    QTest::addColumn<QByteArray>("schema");
    QTest::addColumn<QString>("pointer");
    QTest::addColumn<QString>("part");
    const auto row = [](const char *name, const QByteArray &schema, const QString &pointer, const QString &part) {
        QTest::newRow(name) << schema << pointer << part;
    };
    row("no object", "[]", QString(), u"must be an object"_s);
    row("boolean", "true", QString(), u"must be an object"_s);
    row("itself", R"({"$ref":"#"})", QString(), u"refers to itself in a circle"_s);
    row("itself below", R"({"properties":{"a":{"$ref":"#/properties/a"}}})", u"/properties/a"_s, u"in a circle"_s);
    row("two", R"({"properties":{"a":{"$ref":"#/definitions/x"}},"definitions":{"x":{"$ref":"#/definitions/y"},
        "y":{"$ref":"#/definitions/x"}}})",
        u"/definitions/x"_s, u"in a circle"_s);
    row("through allOf", R"({"allOf":[{"$ref":"#"}]})", QString(), u"in a circle"_s);
    row("through not", R"({"definitions":{"n":{"not":{"$ref":"#/definitions/n"}}}})", u"/definitions/n"_s,
        u"in a circle"_s);
    row("through if", R"({"if":{"anyOf":[{"$ref":"#"}]}})", QString(), u"in a circle"_s);
    row("through dependencies", R"({"dependencies":{"a":{"$ref":"#"}}})", QString(), u"in a circle"_s);
    row("remote", R"({"properties":{"a":{"$ref":"https://example.org/x.json#/a"}}})", u"/properties/a/$ref"_s,
        u"leads out of the document"_s);
    row("file", R"({"$ref":"file:///etc/passwd"})", u"/$ref"_s, u"leads out of the document"_s);
    row("relative", R"({"$ref":"other.json"})", u"/$ref"_s, u"leads out of the document"_s);
    row("nowhere", R"({"$ref":"#/definitions/x"})", u"/$ref"_s, u"leads nowhere"_s);
    row("anchor", R"({"$ref":"#x"})", u"/$ref"_s, u"leads nowhere"_s);
    row("reference to no schema", R"({"$ref":"#/title","title":"x"})", u"/title"_s, u"'x' is no schema"_s);
    row("reference no text", R"({"$ref":1})", u"/$ref"_s, u"must be a string"_s);
    row("id below", R"({"properties":{"a":{"$id":"http://x"}}})", u"/properties/a/$id"_s, u"not supported"_s);
    row("bad regex", R"({"properties":{"a/b":{"pattern":"a("}}})", u"/properties/a~1b/pattern"_s,
        u"no regular expression"_s);
    row("settings of the matcher", R"({"pattern":"(*LIMIT_MATCH=99999999)a"})", u"/pattern"_s,
        u"no regular expression"_s);
    row("bad pattern property", R"({"patternProperties":{"[":{}}})", u"/patternProperties/["_s,
        u"no regular expression"_s);
    row("pattern no text", R"({"pattern":1})", u"/pattern"_s, u"1 stands where a string is expected"_s);
    row("unknown type", R"({"properties":{"a":{"type":"int"}}})", u"/properties/a/type"_s, u"'int' stands where"_s);
    row("no types", R"({"type":[]})", u"/type"_s, u"stands where"_s);
    row("required as boolean", R"({"properties":{"a":{"required":true}}})", u"/properties/a/required"_s,
        u"True stands where a list of names is expected"_s);
    row("properties no object", R"({"properties":[]})", u"/properties"_s, u"must be an object of schemas"_s);
    row("property no schema", R"({"properties":{"a":1}})", u"/properties/a"_s, u"1 is no schema"_s);
    row("allOf no list", R"({"allOf":{"a":{}}})", u"/allOf"_s, u"must be a list of schemas"_s);
    row("allOf empty", R"({"allOf":[]})", u"/allOf"_s, u"at least one schema"_s);
    row("negative length", R"({"minLength":-1})", u"/minLength"_s, u"whole number"_s);
    row("half a length", R"({"maxItems":1.5})", u"/maxItems"_s, u"whole number"_s);
    row("huge length", R"({"maxItems":1e300})", u"/maxItems"_s, u"whole number"_s);
    row("multiple of nothing", R"({"multipleOf":0})", u"/multipleOf"_s, u"a number above 0"_s);
    row("old exclusiveMinimum", R"({"exclusiveMinimum":true})", u"/exclusiveMinimum"_s, u"a number"_s);
    row("dependencies", R"({"dependencies":{"a":[1]}})", u"/dependencies/a"_s, u"a list of names"_s);
    row("later draft", R"({"unevaluatedProperties":false})", u"/unevaluatedProperties"_s, u"draft-07"_s);
    row("format no text", R"({"format":{}})", u"/format"_s, u"a string"_s);
    row("enum no list", R"({"enum":"a"})", u"/enum"_s, u"a list"_s);
    row("uniqueItems no boolean", R"({"uniqueItems":1})", u"/uniqueItems"_s, u"true or false"_s);
}

void SchemaGuardsTest::problems()
{
    QFETCH(QByteArray, schema);
    QFETCH(QString, part);
    const auto compiled = InputSchema::compile(json(schema.constData()));
    QVERIFY2(compiled.problem().contains(part), qPrintable(compiled.problem()));
    QTEST(compiled.problemPointer(), "pointer");
    const auto findings = compiled.validate(json("{}"));
    QCOMPARE(findings.size(), 1);
    QCOMPARE(findings.first().message, compiled.problem());
}

void SchemaGuardsTest::deepSchemas()
{
    core::Json schema = core::Json::object();
    for (int i = 0; i < 100; ++i)
        schema = core::Json{{"not", std::move(schema)}};
    QVERIFY(InputSchema::compile(schema).problem().contains(u"deeper than 64"_s));
}

void SchemaGuardsTest::longChains()
{
    core::Json definitions = core::Json::object();
    for (int i = 0; i < 500; ++i)
        definitions[std::to_string(i)] = {{"$ref", "#/definitions/" + std::to_string(i + 1)}};
    definitions["500"] = true;
    const auto schema = InputSchema::compile({{"definitions", definitions}});
    QVERIFY2(schema.problem().contains(u"on and on"_s), qPrintable(schema.problem()));
}

void SchemaGuardsTest::deepInputs()
{
    core::Json input = core::Json::object();
    for (int i = 0; i < 250; ++i)
        input = core::Json{{"n", std::move(input)}};
    const auto schema = InputSchema::compile(json(R"({"properties":{"n":{"$ref":"#"}}})"));
    QCOMPARE(schema.problem(), QString());
    const auto shallow = schema.validate(json(R"({"n":{"n":{"n":1}}})"));
    QCOMPARE(shallow.size(), 0);
    const auto findings = schema.validate(input);
    QCOMPARE(findings.size(), 1);
    QVERIFY(findings.first().message.contains(u"too deep"_s));
}

void SchemaGuardsTest::runawayPatterns()
{
    const auto schema = InputSchema::compile(json(R"({"properties":{"a":{"pattern":"^(a+)+$"}}})"));
    const auto findings = schema.validate(core::Json{{"a", std::string(60, 'a') + "!"}});
    QCOMPARE(findings.size(), 1);
    QCOMPARE(findings.first().pointer, u"/a"_s);
    QCOMPARE(findings.first().keyword, u"pattern"_s);
    QVERIFY(schema.validate(core::Json{{"a", std::string(60, 'a')}}).isEmpty());

    // Nothing passes because it could not be checked.
    for (const char *text : {R"({"not":{"pattern":"^(a+)+$"}})", R"({"if":{"pattern":"^(a+)+$"},"then":false})",
                             R"({"oneOf":[{"pattern":"^(a+)+$"},{"minLength":1}]})"}) {
        const auto unsure = InputSchema::compile(core::Json{{"properties", {{"a", json(text)}}}});
        const auto found = unsure.validate(core::Json{{"a", std::string(60, 'a') + "!"}});
        QCOMPARE(found.size(), 1);
        QVERIFY(found.first().message.contains(u"takes too long"_s));
    }
}

//! Each of them ends by its own limit; all of them together by the time that patterns have.
void SchemaGuardsTest::manyRunawayPatterns()
{
    const auto schema = InputSchema::compile(json(R"({"additionalProperties":{"items":{"pattern":"^(a|aa|a*)+$"}}})"));
    const core::Json input{{"a", core::Json::array_t(20'000, std::string(200, 'a') + "!")}};
    QCOMPARE(schema.validate(input).size(), 100);
}

void SchemaGuardsTest::longTexts()
{
    const core::Json input{{"a", std::string(1'000'000, 'x')}};
    const auto check = [&](const char *keyword, const core::Json &operand) {
        const auto schema = InputSchema::compile(core::Json{{"properties", {{"a", {{keyword, operand}}}}}});
        return schema.validate(input);
    };
    QCOMPARE(check("pattern", "^(x|y)*$").first().keyword, u"pattern"_s); // not said to match unseen
    QVERIFY(check("pattern", "^(x|y)*$").first().message.size() < 400);
    QCOMPARE(check("maxLength", 10).first().keyword, u"maxLength"_s);
    QCOMPARE(check("minLength", 1'000'000).size(), 0);
    QCOMPARE(check("enum", core::Json::array({"a"})).size(), 1);
    for (const char *format : {"uuid", "email", "uri", "date-time", "date", "ipv4", "ipv6"})
        QCOMPARE(check("format", format).first().keyword, u"format"_s);
}

void SchemaGuardsTest::branchesWithoutEnd()
{
    core::Json definitions = core::Json::object();
    for (int i = 0; i < 40; ++i) {
        const core::Json next{{"$ref", "#/definitions/d" + std::to_string(i + 1)}};
        definitions["d" + std::to_string(i)] = {{i % 2 == 0 ? "anyOf" : "oneOf", {next, next}}};
    }
    definitions["d40"] = false;
    const auto schema = InputSchema::compile(
        core::Json{{"definitions", definitions}, {"properties", {{"a", {{"$ref", "#/definitions/d0"}}}}}});
    QCOMPARE(schema.problem().left(30), QString(u"The schema refers on and on, o"_s));

    // Within the length that is allowed there are still 2^20 ways.
    core::Json shorter = core::Json::object();
    for (int i = 0; i < 20; ++i) {
        const core::Json next{{"$ref", "#/definitions/d" + std::to_string(i + 1)}};
        shorter["d" + std::to_string(i)] = {{"anyOf", {next, next}}};
    }
    shorter["d20"] = false;
    const auto allowed = InputSchema::compile(
        core::Json{{"definitions", shorter}, {"properties", {{"a", {{"$ref", "#/definitions/d0"}}}}}});
    QCOMPARE(allowed.problem(), QString());
    const auto findings = allowed.validate(json(R"({"a":1})"));
    QVERIFY(!findings.isEmpty());
    QVERIFY(findings.first().message.contains(u"too large or too deep"_s));
}

void SchemaGuardsTest::largeArrays()
{
    core::Json items = core::Json::array();
    for (int i = 0; i < 100'000; ++i)
        items.push_back(i);
    const auto schema =
        InputSchema::compile(json(R"({"properties":{"a":{"uniqueItems":true,"items":{"type":"integer"}}}})"));
    QVERIFY(schema.validate(core::Json{{"a", items}}).isEmpty());
    items.push_back(0);
    QCOMPARE(schema.validate(core::Json{{"a", items}}).first().keyword, u"uniqueItems"_s);
}

void SchemaGuardsTest::largeObjects()
{
    core::Json::object_t members;
    core::Json required = core::Json::array();
    for (int i = 0; i < 20'000; ++i) {
        members.emplace_back(std::to_string(i), i);
        required.push_back("x" + std::to_string(i));
    }
    const auto schema = InputSchema::compile(core::Json{{"required", required}});
    const auto findings = schema.validate(core::Json(std::move(members)));
    QVERIFY(!findings.isEmpty());
    QVERIFY(std::any_of(findings.begin(), findings.end(),
                        [](const auto &finding) { return finding.message.contains(u"too large"_s); }));
}

void SchemaGuardsTest::longMessagesAreCut()
{
    const auto schema = InputSchema::compile(json(R"({"properties":{"a":{"type":"null"}}})"));
    core::Json value = core::Json::array();
    for (int i = 0; i < 10'000; ++i)
        value.push_back({{"key", "text'\n"}});
    const auto findings = schema.validate(core::Json{{"a", value}});
    QCOMPARE(findings.size(), 1);
    QVERIFY(findings.first().message.size() < 300);
    QVERIFY(findings.first().message.startsWith(u"[{'key': \"text'\\n\"}, {"_s));
}

FLOWS_TEST(tst_schemaguards, SchemaGuardsTest)
#include "tst_schemaguards.moc"
