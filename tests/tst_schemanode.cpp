#include "support/testmain.h"

#include "widgets/form/schemanode.h"

#include <QTest>

using widgets::SchemaNode;
using Kind = widgets::SchemaNode::Kind;

namespace {

SchemaNode nodeOf(const char *schema)
{
    return SchemaNode::read(*core::parseJson(schema).value);
}

qsizetype countOf(const SchemaNode &node)
{
    qsizetype count = 1;
    for (const SchemaNode::Property &property : node.properties)
        count += countOf(property.node);
    return node.items ? count + countOf(*node.items) : count;
}

} // namespace

class SchemaNodeTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void kinds_data()
    {
        QTest::addColumn<QByteArray>("schema");
        QTest::addColumn<int>("kind");
        const auto row = [](const char *name, const char *schema, Kind kind) {
            QTest::newRow(name) << QByteArray(schema) << static_cast<int>(kind);
        };
        row("string", R"({"type":"string"})", Kind::Text);
        row("integer", R"({"type":"integer"})", Kind::Number);
        row("boolean", R"({"type":"boolean"})", Kind::Boolean);
        row("enum", R"({"type":"string","enum":["a","b"]})", Kind::Choice);
        row("oneOf of constants", R"({"oneOf":[{"const":1,"title":"One"},{"const":2}]})", Kind::Choice);
        row("oneOf of schemas", R"({"oneOf":[{"type":"string"},{"type":"null"}]})", Kind::Json);
        row("const", R"({"const":3})", Kind::Constant);
        row("array with items", R"({"type":"array","items":{"type":"string"}})", Kind::Array);
        row("array without items", R"({"type":"array"})", Kind::Json);
        row("object with properties", R"({"type":"object","properties":{"a":{"type":"string"}}})", Kind::Object);
        row("object without properties", R"({"type":"object"})", Kind::Json);
        row("several types", R"({"type":["string","null"]})", Kind::Json);
        row("anything", R"({})", Kind::Json);
        row("collection",
            R"({"type":"object","format":"globus-collection","properties":{"id":{"type":"string"},"path":{"type":"string"}}})",
            Kind::Collection);
        row("collection with more", R"({"type":"object","format":"globus-collection","properties":{
            "id":{"type":"string"},"path":{"type":"string"},"x":{"type":"string"}}})",
            Kind::Object);
        row("local reference", "{\"$ref\":\"#/definitions/a\",\"definitions\":{\"a\":{\"type\":\"boolean\"}}}",
            Kind::Boolean);
        row("remote reference", "{\"$ref\":\"https://example.org\"}", Kind::Json);
        row("reference to itself", "{\"$ref\":\"#\"}", Kind::Json);
        row("reference to nothing", "{\"$ref\":\"#/definitions/x\"}", Kind::Json);
    }

    void kinds()
    {
        QFETCH(QByteArray, schema);
        QFETCH(int, kind);
        QCOMPARE(static_cast<int>(nodeOf(schema.constData()).kind), kind);
    }

    //! Endless schemas, and small ones that stand for immense forms, end in JSON boxes after a bounded number of nodes.
    void formsAreBounded_data()
    {
        QTest::addColumn<QByteArray>("schema");
        QTest::addColumn<qsizetype>("most");
        const auto row = [](const char *name, const QByteArray &schema, qsizetype most) {
            QTest::newRow(name) << schema << most;
        };
        row("itself", "{\"type\":\"object\",\"properties\":{\"inner\":{\"$ref\":\"#\"}}}", 2);
        row("itself twice",
            "{\"type\":\"object\",\"properties\":{\"left\":{\"$ref\":\"#\"},\"right\":{\"$ref\":\"#\"}}}", 3);
        row("itself in its items", "{\"type\":\"array\",\"items\":{\"$ref\":\"#\"}}", 2);
        QByteArray doubling = "{\"$ref\":\"#/definitions/d0\",\"definitions\":{\"d24\":{\"type\":\"string\"}";
        for (int i = 0; i < 24; ++i) {
            const QByteArray next = "{\"$ref\":\"#/definitions/d" + QByteArray::number(i + 1) + "\"}";
            doubling += ",\"d" + QByteArray::number(i) + "\":{\"type\":\"object\",\"properties\":{\"a\":" + next +
                        ",\"b\":" + next + "}}";
        }
        row("doubling without a circle", QByteArray(doubling + "}}"), 2'050);
        QByteArray wide = "{\"type\":\"object\",\"properties\":{\"p\":{}";
        for (int i = 0; i < 5'000; ++i)
            wide += ",\"p" + QByteArray::number(i) + "\":{\"type\":\"string\"}";
        row("wide", QByteArray(wide + "}}"), 1);
    }

    void formsAreBounded()
    {
        QFETCH(QByteArray, schema);
        QFETCH(qsizetype, most);
        const SchemaNode node = nodeOf(schema.constData());
        QVERIFY2(countOf(node) <= most, QByteArray::number(countOf(node)).constData());
    }

    void whatContainsItselfIsAJsonBox()
    {
        const SchemaNode node = nodeOf("{\"type\":\"object\",\"properties\":{\"inner\":{\"$ref\":\"#\"},"
                                       "\"a\":{\"$ref\":\"#/definitions/x\"},\"b\":{\"$ref\":\"#/definitions/x\"}},"
                                       "\"definitions\":{\"x\":{\"type\":\"string\"}}}");
        QCOMPARE(node.kind, Kind::Object);
        QCOMPARE(node.properties[0].node.kind, Kind::Json);
        QCOMPARE(node.properties[1].node.kind, Kind::Text); // the same part twice is no circle
        QCOMPARE(node.properties[2].node.kind, Kind::Text);
    }

    //! 1,000 uses of one large default would be a document of 100 MB.
    void defaultsAreBounded()
    {
        QByteArray schema = "{\"definitions\":{\"x\":{\"type\":\"string\",\"default\":\"" + QByteArray(100'000, 'x') +
                            "\"}},\"type\":\"object\",\"properties\":{\"p\":{\"type\":\"string\",\"default\":\"d\"}";
        for (int i = 0; i < 1'000; ++i)
            schema += ",\"p" + QByteArray::number(i) + "\":{\"$ref\":\"#/definitions/x\"}";
        const auto initial = nodeOf(QByteArray(schema + "}}").constData()).initialValue();
        QVERIFY(initial);
        QCOMPARE(core::stringMember(*initial, "p"), QStringLiteral("d"));
        QVERIFY(core::toBytes(*initial).size() < 2'000'000);
    }

    void namesMayHoldAnything()
    {
        const SchemaNode node = nodeOf("{\"type\":\"object\",\"required\":[\"a\\u0000b\"],\"properties\":{"
                                       "\"a\\u0000b\":{\"type\":\"boolean\"},\"\":{\"type\":\"string\"}}}");
        QCOMPARE(node.properties.size(), 2);
        QCOMPARE(node.properties[0].key.size(), 3);
        QCOMPARE(node.properties[0].node.kind, Kind::Boolean);
        QVERIFY(node.properties[0].required);
        QVERIFY(node.properties[1].key.isEmpty());
    }

    void order()
    {
        const SchemaNode node = nodeOf(R"({"type":"object","propertyOrder":["c","zz","a"],"required":["b"],
            "properties":{"b":{"type":"string"},"a":{"type":"string"},"c":{"type":"string"}}})");
        QStringList keys;
        for (const SchemaNode::Property &property : node.properties)
            keys.append(property.key);
        QCOMPARE(keys, (QStringList{QStringLiteral("c"), QStringLiteral("a"), QStringLiteral("b")}));
        QVERIFY(node.properties.last().required);
    }

    void initialValues_data()
    {
        QTest::addColumn<QByteArray>("schema");
        QTest::addColumn<QByteArray>("value");
        QTest::newRow("default") << QByteArray(R"({"type":"string","default":"x"})") << QByteArray(R"("x")");
        QTest::newRow("required members and defaults alone")
            << QByteArray(R"({"type":"object","required":["a","o","t"],"properties":{"a":{"type":"boolean"},
                "b":{"type":"boolean"},"c":{"type":"integer","default":3},"t":{"type":"string"},
                "o":{"type":"object","required":["k"],"properties":{"k":{"const":1}}}}})")
            << QByteArray(R"({"a":false,"c":3,"o":{"k":1}})");
        QTest::newRow("list") << QByteArray(R"({"type":"array","items":{}})") << QByteArray("[]");
    }

    void initialValues()
    {
        QFETCH(QByteArray, schema);
        QFETCH(QByteArray, value);
        const auto initial = nodeOf(schema.constData()).initialValue();
        QVERIFY(initial);
        QCOMPARE(core::toBytes(*initial), value);
    }
};

FLOWS_TEST(tst_schemanode, SchemaNodeTest)
#include "tst_schemanode.moc"
