#include "support/jsondata.h"
#include "support/testmain.h"

#include "flowlang/inputschema.h"

#include <QTest>

using namespace Qt::StringLiterals;
using flowlang::InputSchema;
using flowlang::SchemaFinding;
using testsupport::json;

namespace {

//! `pointer keyword: message`, one line a finding.
QStringList lines(const QList<SchemaFinding> &findings)
{
    QStringList result;
    for (const SchemaFinding &finding : findings)
        result.append(finding.pointer + u' ' + finding.keyword + u": "_s + finding.message);
    return result;
}

//! Checks a value as the property `v` of the input.
QStringList check(const QByteArray &schema, const QByteArray &value)
{
    const auto compiled = InputSchema::compile(core::Json{{"properties", {{"v", json(schema.constData())}}},
                                                          {"definitions", {{"name", {{"type", "string"}}}}}});
    if (!compiled.problem().isEmpty())
        return {u"problem "_s + compiled.problemPointer() + u' ' + compiled.problem()};
    return lines(compiled.validate(core::Json{{"v", json(value.constData())}}));
}

} // namespace

class InputSchemaTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keywords_data();
    void keywords();
    void formats_data();
    void formats();
    void pointersAndOrder();
    void emptySchemas();
    void inputsThatAreNoObject();
    void everythingIsCopyable();
    void references();
    void examples_data();
    void examples();
    void examplesRefuse_data();
    void examplesRefuse();
    void atMostAHundred();
};

void InputSchemaTest::keywords_data()
{
    QTest::addColumn<QByteArray>("schema");
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QString>("expected"); // empty: valid
    const auto row = [](const QByteArray &schema, const QByteArray &value, const QString &expected = QString()) {
        QTest::newRow(QByteArray(schema.left(60) + " : " + value.left(30)).constData()) << schema << value << expected;
    };
    row(R"({"type":"boolean"})", R"("x")", u"/v type: 'x' is not of type 'boolean'"_s);
    row(R"({"type":["string","null"]})", "1", u"/v type: 1 is not of type 'string', 'null'"_s);
    row(R"({"type":["string","null"]})", "null");
    row(R"({"type":"integer"})", "1.0");
    row(R"({"type":"integer"})", "1e3");
    row(R"({"type":"integer"})", "1.5", u"/v type: 1.5 is not of type 'integer'"_s);
    row(R"({"type":"integer"})", "true", u"/v type: True is not of type 'integer'"_s);
    row(R"({"type":"number"})", "false", u"/v type: False is not of type 'number'"_s);
    row(R"({"type":"number"})", "18446744073709551615");
    row(R"({"type":"object"})", "[null]", u"/v type: [None] is not of type 'object'"_s);
    row(R"({"type":"array"})", R"({"a":"it's"})", u"/v type: {'a': \"it's\"} is not of type 'array'"_s);
    row(R"({"enum":["a","b",1]})", R"("c")", u"/v enum: 'c' is not one of ['a', 'b', 1]"_s);
    row(R"({"enum":["a",1]})", "1.0");
    row(R"({"enum":[0]})", "false", u"/v enum: False is not one of [0]"_s);
    row(R"({"enum":[{"a":1,"b":2}]})", R"({"b":2.0,"a":1})");
    row(R"({"const":[1,{"x":null}]})", R"([1.0,{"x":null}])");
    row(R"({"const":1})", "2", u"/v const: 1 was expected"_s);
    row(R"({"const":[false]})", "[0]", u"/v const: [False] was expected"_s);
    row(R"({"minimum":2})", "1", u"/v minimum: 1 is less than the minimum of 2"_s);
    row(R"({"minimum":2})", "2.0");
    row(R"({"maximum":2.5})", "3", u"/v maximum: 3 is greater than the maximum of 2.5"_s);
    row(R"({"maximum":9007199254740992})", "9007199254740993",
        u"/v maximum: 9007199254740993 is greater than the maximum of 9007199254740992"_s);
    row(R"({"maximum":10})", "18446744073709551615",
        u"/v maximum: 18446744073709551615 is greater than the maximum of 10"_s);
    row(R"({"exclusiveMinimum":2})", "2", u"/v exclusiveMinimum: 2 is less than or equal to the minimum of 2"_s);
    row(R"({"exclusiveMaximum":2})", "2", u"/v exclusiveMaximum: 2 is greater than or equal to the maximum of 2"_s);
    row(R"({"minimum":2})", R"("a")");
    row(R"({"multipleOf":0.01})", "19.99");
    row(R"({"multipleOf":0.01})", "19.995", u"/v multipleOf: 19.995 is not a multiple of 0.01"_s);
    row(R"({"multipleOf":3})", "-9223372036854775808", u"/v multipleOf: -9223372036854775808 is not a multiple of 3"_s);
    row(R"({"multipleOf":5})", "18446744073709551615");
    row(R"({"minLength":2})", R"("é")", u"/v minLength: 'é' is too short"_s);
    row(R"({"maxLength":1})", R"("😀")");
    row(R"({"maxLength":1})", R"("ab")", u"/v maxLength: 'ab' is too long"_s);
    row(R"({"pattern":"^a+$"})", R"("b")", u"/v pattern: 'b' does not match '^a+$'"_s);
    row(R"({"pattern":"b"})", R"("abc")");
    row(R"({"pattern":"\\u00e9$"})", R"("é")");
    row(R"({"pattern":"^\\\\u$"})", R"("\\u")");
    row(R"({"pattern":"\\d"})", R"("٣")", u"/v pattern: '٣' does not match '\\\\d'"_s);
    row(R"({"pattern":"a"})", "1");
    row(R"({"minItems":1})", "[]", u"/v minItems: [] is too short"_s);
    row(R"({"maxItems":1.0})", "[1,2]", u"/v maxItems: [1, 2] is too long"_s);
    row(R"({"uniqueItems":true})", R"([{"a":1,"b":2},{"b":2,"a":1.0}])",
        u"/v uniqueItems: [{'a': 1, 'b': 2}, {'b': 2, 'a': 1.0}] has non-unique elements"_s);
    row(R"({"uniqueItems":true})", R"([1,true,"1",[1],null])");
    row(R"({"uniqueItems":false})", "[1,1]");
    row(R"({"items":{"type":"string"}})", R"(["a",1])", u"/v/1 type: 1 is not of type 'string'"_s);
    row(R"({"items":[{"type":"string"},{"type":"null"}]})", R"(["a",1,2])", u"/v/1 type: 1 is not of type 'null'"_s);
    row(R"({"items":[{}],"additionalItems":false})", "[1,2]",
        u"/v additionalItems: Additional items are not allowed (2 was unexpected)"_s);
    row(R"({"items":[{}],"additionalItems":{"type":"null"}})", "[1,2]", u"/v/1 type: 2 is not of type 'null'"_s);
    row(R"({"items":{},"additionalItems":false})", "[1,2]");
    row(R"({"contains":{"const":1}})", "[2]", u"/v contains: [2] does not contain items matching the given schema"_s);
    row(R"({"contains":{"const":1}})", "[2,1]");
    row(R"({"required":["id"]})", "{}", u"/v required: 'id' is a required property"_s);
    row(R"({"required":["id"]})", "[]");
    row(R"({"minProperties":1})", "{}", u"/v minProperties: {} does not have enough properties"_s);
    row(R"({"maxProperties":0})", R"({"a":1})", u"/v maxProperties: {'a': 1} has too many properties"_s);
    row(R"({"additionalProperties":false,"properties":{"a":{}}})", R"({"a":1,"x":2})",
        u"/v additionalProperties: Additional properties are not allowed ('x' was unexpected)"_s);
    row(R"({"additionalProperties":false})", R"({"x":2,"y":1})",
        u"/v additionalProperties: Additional properties are not allowed ('x', 'y' were unexpected)"_s);
    row(R"({"additionalProperties":{"type":"null"}})", R"({"x/y":2})", u"/v/x~1y type: 2 is not of type 'null'"_s);
    row(R"({"patternProperties":{"^n_":{"type":"number"}},"additionalProperties":false})", R"({"n_a":1})");
    row(R"({"patternProperties":{"^n_":{"type":"number"}},"additionalProperties":false})", R"({"n_a":"1"})",
        u"/v/n_a type: '1' is not of type 'number'"_s);
    row(R"({"patternProperties":{"^n_":{}},"additionalProperties":false})", R"({"m":1})",
        u"/v additionalProperties: Additional properties are not allowed ('m' was unexpected)"_s);
    row(R"({"propertyNames":{"maxLength":1}})", R"({"ab":1})", u"/v maxLength: 'ab' is too long"_s);
    row(R"({"dependencies":{"a":["b"]}})", R"({"a":1})", u"/v dependencies: 'b' is a dependency of 'a'"_s);
    row(R"({"dependencies":{"a":{"required":["c"]}}})", R"({"a":1})", u"/v required: 'c' is a required property"_s);
    row(R"({"dependencies":{"a":["b"]}})", R"({"c":1})");
    row(R"({"allOf":[{"type":"string"},{"minLength":3}]})", R"("ab")", u"/v minLength: 'ab' is too short"_s);
    row(R"({"anyOf":[{"type":"string"},{"minimum":3}]})", "2",
        u"/v anyOf: 2 is not valid under any of the given schemas"_s);
    row(R"({"anyOf":[{"type":"string"},{"minimum":3}]})", "4");
    row(R"({"oneOf":[{"type":"string"},{"pattern":"^a"}]})", R"("ab")",
        u"/v oneOf: 'ab' is valid under 2 of the given schemas, not under exactly one"_s);
    row(R"({"oneOf":[{"pattern":"^a"},{"pattern":"^b"}]})", R"("bb")");
    row(R"({"oneOf":[{"pattern":"^a"},{"pattern":"^b"}]})", R"("c")",
        u"/v oneOf: 'c' is not valid under any of the given schemas"_s);
    row(R"({"not":{"type":"null"}})", "null", u"/v not: None should not be valid under {'type': 'null'}"_s);
    row(R"({"if":{"type":"string"},"then":{"minLength":2},"else":{"minimum":2}})", R"("a")",
        u"/v minLength: 'a' is too short"_s);
    row(R"({"if":{"type":"string"},"then":{"minLength":2},"else":{"minimum":2}})", "1",
        u"/v minimum: 1 is less than the minimum of 2"_s);
    row(R"({"if":{"type":"string"}})", "1");
    row(R"({"then":{"minimum":2}})", "1");
    row(R"({"$ref":"#/definitions/name"})", "1", u"/v type: 1 is not of type 'string'"_s);
    row(R"({"$ref":"#/definitions/name","maxLength":1})", R"("abc")");
    row("false", "1", u"/v : False schema does not allow 1"_s);
    row("true", "1");
    row(R"({"default":7,"title":"t","propertyOrder":["x"]})", "1");
}

void InputSchemaTest::keywords()
{
    QFETCH(QByteArray, schema);
    QFETCH(QByteArray, value);
    QFETCH(QString, expected);
    QCOMPARE(check(schema, value).join(u'\n'), expected);
}

void InputSchemaTest::formats_data()
{
    QTest::addColumn<QString>("format");
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("good");
    const auto row = [](const QString &format, const QString &text, bool good) {
        QTest::newRow(qPrintable(QString(format + u' ' + text))) << format << text << good;
    };
    row(u"uuid"_s, u"5fac2e64-c734-4e6b-90ea-ff12ddbf9653"_s, true);
    row(u"uuid"_s, u"5FAC2E64-C734-4E6B-90EA-FF12DDBF9653"_s, true);
    row(u"uuid"_s, u"00000000-0000-0000-0000-000000000000"_s, true);
    row(u"uuid"_s, u"5fac2e64-c734-4e6b-90ea-ff12ddbf965"_s, false);
    row(u"uuid"_s, u"{5fac2e64-c734-4e6b-90ea-ff12ddbf9653}"_s, false);
    row(u"uuid"_s, QString(), false);
    row(u"email"_s, u"a@b.org"_s, true);
    row(u"email"_s, u"a@b"_s, true);
    row(u"email"_s, u"a.b.org"_s, false);
    row(u"email"_s, u"@b.org"_s, false);
    row(u"email"_s, u"a b@c.org"_s, false);
    row(u"uri"_s, u"https://a.org/b?c=d#e"_s, true);
    row(u"uri"_s, u"urn:globus:groups:id:1"_s, true);
    row(u"uri"_s, u"/a/b"_s, false);
    row(u"uri"_s, u"https://a b"_s, false);
    row(u"date-time"_s, u"2026-02-28T23:59:60.5-01:00"_s, true);
    row(u"date-time"_s, u"2026-02-28T23:59:59"_s, false);
    row(u"date-time"_s, u"2026-02-30T00:00:00Z"_s, false);
    row(u"date"_s, u"2024-02-29"_s, true);
    row(u"date"_s, u"2023-02-29"_s, false);
    row(u"date"_s, u"2024-2-9"_s, false);
    row(u"ipv4"_s, u"127.0.0.1"_s, true);
    row(u"ipv4"_s, u"127.0.0.256"_s, false);
    row(u"ipv4"_s, u"127.0.0.01"_s, false);
    row(u"ipv4"_s, u"127.0.1"_s, false);
    row(u"ipv6"_s, u"::1"_s, true);
    row(u"ipv6"_s, u"::"_s, true);
    row(u"ipv6"_s, u"2001:db8::ff00:42:8329"_s, true);
    row(u"ipv6"_s, u"1:2:3:4:5:6:7:8"_s, true);
    row(u"ipv6"_s, u"::ffff:1.2.3.4"_s, true);
    row(u"ipv6"_s, u"1:2:3:4:5:6:7"_s, false);
    row(u"ipv6"_s, u"1::2::3"_s, false);
    row(u"ipv6"_s, u"12345::"_s, false);
    row(u"ipv6"_s, u"1:2:3:4:5:6:7:8:9"_s, false);
    row(u"ipv6"_s, u"1.2.3.4::"_s, false);
    row(u"globus-collection-path"_s, u"anything"_s, true);
    row(u"something-new"_s, u"anything"_s, true);
}

void InputSchemaTest::formats()
{
    QFETCH(QString, format);
    QFETCH(QString, text);
    QFETCH(bool, good);
    const auto schema = InputSchema::compile(core::Json{{"properties", {{"v", {{"format", core::toStd(format)}}}}}});
    const auto findings = schema.validate(core::Json{{"v", core::toStd(text)}});
    QCOMPARE(findings.isEmpty(), good);
    if (!good)
        QCOMPARE(lines(findings), QStringList(u"/v format: '%1' is not a '%2'"_s.arg(text, format)));
    QVERIFY(schema.validate(core::Json{{"v", 1}}).isEmpty());
}

void InputSchemaTest::pointersAndOrder()
{
    const auto schema = InputSchema::compile(json(R"({"type":"object","required":["last"],"additionalProperties":false,
        "properties":{"b":{"items":{"required":["id"],"properties":{"n":{"type":"string"}}}},"a":{"type":"null"}}})"));
    const auto findings = schema.validate(json(R"({"a":1,"extra":0,"b":[{"id":0},{"n":5},{"n":6,"id":0}]})"));
    QCOMPARE(lines(findings),
             QStringList({
                 u" required: 'last' is a required property"_s,
                 u" additionalProperties: Additional properties are not allowed ('extra' was unexpected)"_s,
                 u"/a type: 1 is not of type 'null'"_s,
                 u"/b/1 required: 'id' is a required property"_s,
                 u"/b/1/n type: 5 is not of type 'string'"_s,
                 u"/b/2/n type: 6 is not of type 'string'"_s,
             }));
}

void InputSchemaTest::emptySchemas()
{
    const core::Json input = json(R"({"anything":[1,{"x":null}]})");
    QVERIFY(InputSchema().validate(input).isEmpty());
    QVERIFY(InputSchema::compile(json("{}")).validate(input).isEmpty());
    QVERIFY(InputSchema::compile(json("null")).validate(input).isEmpty());
    QVERIFY(InputSchema::compile(json("null")).problem().isEmpty());
    QCOMPARE(core::toBytes(InputSchema::compile(json("null")).document()), QByteArray("{}"));
}

void InputSchemaTest::inputsThatAreNoObject()
{
    const QStringList expected{u" type: [1] is not of type 'object'"_s};
    QCOMPARE(lines(InputSchema().validate(json("[1]"))), expected);
    QCOMPARE(lines(InputSchema::compile(json(R"({"type":"object"})")).validate(json("[1]"))), expected);
}

void InputSchemaTest::everythingIsCopyable()
{
    InputSchema copy;
    {
        const auto schema = InputSchema::compile(
            json(R"({"properties":{"a":{"$ref":"#/definitions/a"}},"definitions":{"a":{"pattern":"^x"}}})"));
        copy = schema;
    }
    QCOMPARE(copy.validate(json(R"({"a":"y"})")).size(), 1);
    QVERIFY(InputSchema(copy).validate(json(R"({"a":"x"})")).isEmpty());
}

void InputSchemaTest::references()
{
    const auto schema = InputSchema::compile(json(R"({"properties":{"a":{"$ref":"#/definitions/x~1y%25"},
        "tree":{"$ref":"#/definitions/node"}},"definitions":{"x/y%":{"$ref":"#/definitions/s"},"s":{"type":"string"},
        "node":{"type":"object","properties":{"kids":{"items":{"$ref":"#/definitions/node"}}}}}})"));
    QCOMPARE(schema.problem(), QString());
    QCOMPARE(lines(schema.validate(json(R"({"a":1,"tree":{"kids":[{"kids":[]},{"kids":[3]}]}})"))),
             QStringList(
                 {u"/a type: 1 is not of type 'string'"_s, u"/tree/kids/1/kids/0 type: 3 is not of type 'object'"_s}));
    const core::Json *a = core::valueAt(schema.document(), u"/properties/a");
    QCOMPARE(schema.resolved(*a), core::valueAt(schema.document(), u"/definitions/s"));
    QCOMPARE(schema.resolved(schema.document()), &schema.document());
}

void InputSchemaTest::examples_data()
{
    QTest::addColumn<QString>("folder");
    for (const QString &folder : testsupport::exampleFlows())
        QTest::newRow(qPrintable(folder)) << folder;
}

void InputSchemaTest::examples()
{
    QFETCH(QString, folder);
    const QString path = u"example-flows/"_s + folder;
    const auto schema = InputSchema::compile(testsupport::jsonFile(path + u"/input_schema.json"_s));
    QCOMPARE(schema.problem(), QString());
    if (folder.startsWith(u"tar_and_transfer"_s))
        return; // has no sample input
    QCOMPARE(lines(schema.validate(testsupport::jsonFile(path + u"/sample_input.json"_s))), QStringList());
}

void InputSchemaTest::examplesRefuse_data()
{
    QTest::addColumn<QString>("folder");
    QTest::addColumn<QString>("pointer"); // what is replaced by a number
    QTest::addColumn<QString>("keyword");
    QTest::newRow("move") << u"move"_s << u"/source"_s << u"type"_s;
    QTest::newRow("move, id") << u"move"_s << u"/source/id"_s << u"type"_s;
    QTest::newRow("two_hop") << u"two_hop"_s << u"/source/path"_s << u"type"_s;
}

void InputSchemaTest::examplesRefuse()
{
    QFETCH(QString, folder);
    QFETCH(QString, pointer);
    const QString path = u"example-flows/"_s + folder;
    const auto schema = InputSchema::compile(testsupport::jsonFile(path + u"/input_schema.json"_s));
    core::Json input = testsupport::jsonFile(path + u"/sample_input.json"_s);
    input[core::Json::json_pointer(core::toStd(pointer))] = 7;
    const auto findings = schema.validate(input);
    QCOMPARE(findings.size(), 1);
    QCOMPARE(findings.first().pointer, pointer);
    QTEST(findings.first().keyword, "keyword");
}

void InputSchemaTest::atMostAHundred()
{
    const auto schema = InputSchema::compile(json(R"({"additionalProperties":{"type":"null"}})"));
    core::Json input = core::Json::object();
    for (int i = 0; i < 500; ++i)
        input[std::to_string(i)] = i;
    QCOMPARE(schema.validate(input).size(), 100);
}

FLOWS_TEST(tst_inputschema, InputSchemaTest)
#include "tst_inputschema.moc"
