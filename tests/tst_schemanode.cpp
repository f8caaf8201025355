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

    void recursionEnds()
    {
        const SchemaNode node = nodeOf("{\"type\":\"object\",\"properties\":{\"inner\":{\"$ref\":\"#\"}}}");
        int depth = 0;
        for (const SchemaNode *at = &node; at->kind == Kind::Object; at = &at->properties.first().node)
            ++depth;
        QVERIFY(depth > 5);
        QVERIFY(depth < 100);
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
