#include "support/jsondata.h"
#include "support/testmain.h"

#include "flowlang/inputschema.h"

#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validator.hpp>

#include <QRandomGenerator>
#include <QTest>

using namespace Qt::StringLiterals;
using flowlang::InputSchema;

namespace {

using Adapter = valijson::adapters::NlohmannJsonAdapter;

//! What another implementation says to the same question.
bool acceptedElsewhere(const core::Json &schema, const core::Json &input)
{
    const auto plainSchema = nlohmann::json::parse(schema.dump());
    const auto plainInput = nlohmann::json::parse(input.dump());
    valijson::Schema parsed;
    valijson::SchemaParser(valijson::SchemaParser::kDraft7).populateSchema(Adapter(plainSchema), parsed);
    return valijson::Validator().validate(parsed, Adapter(plainInput), nullptr);
}

//! Makes small schemas and values out of few names and numbers, so that they meet. Keywords that the other
//! implementation is known to get wrong (fractions of whole value, format) are left out.
class Generator
{
public:
    explicit Generator(quint32 seed)
        : m_random(seed)
    {
    }

    core::Json schema(int depth)
    {
        if (below(8) == 0)
            return below(2) == 0;
        core::Json result = core::Json::object();
        const int count = 1 + below(3);
        for (int i = 0; i < count; ++i)
            addKeyword(result, depth);
        return result;
    }

    core::Json value(int depth)
    {
        switch (below(depth > 0 ? 8 : 6)) {
        case 0:
            return nullptr;
        case 1:
            return below(2) == 0;
        case 2:
        case 3:
            return below(4) - 1;
        case 4:
            return below(4) + 0.5;
        case 5:
            return name();
        case 6: {
            core::Json array = core::Json::array();
            for (int i = below(4); i > 0; --i)
                array.push_back(value(depth - 1));
            return array;
        }
        default:
            return object(depth);
        }
    }

    core::Json object(int depth)
    {
        core::Json result = core::Json::object();
        for (int i = below(4); i > 0; --i)
            result[name()] = value(depth - 1);
        return result;
    }

private:
    int below(int bound) { return static_cast<int>(m_random.bounded(bound)); }
    std::string name()
    {
        static const std::array<std::string, 5> names{"a", "b", "ab", "ba", "ünï"};
        return names[static_cast<std::size_t>(below(5))];
    }

    core::Json names()
    {
        core::Json list = core::Json::array({name()});
        if (const std::string other = name(); other != list[0])
            list.push_back(other);
        return list;
    }

    core::Json schemas(int depth)
    {
        core::Json list = core::Json::array();
        for (int i = 1 + below(2); i >= 0; --i)
            list.push_back(schema(depth - 1));
        return list;
    }

    core::Json schemaMap(int depth)
    {
        core::Json map = core::Json::object();
        for (int i = below(3); i >= 0; --i)
            map[name()] = schema(depth - 1);
        return map;
    }

    void addKeyword(core::Json &schema, int depth)
    {
        static const std::array<const char *, 7> types{"null",   "boolean", "integer", "number",
                                                       "string", "array",   "object"};
        static const std::array<const char *, 4> bounds{"minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"};
        static const std::array<const char *, 6> counts{"minLength", "maxLength",     "minItems",
                                                        "maxItems",  "minProperties", "maxProperties"};
        static const std::array<const char *, 3> lists{"allOf", "anyOf", "oneOf"};
        static const std::array<const char *, 5> inner{"not", "additionalProperties", "items", "contains",
                                                       "propertyNames"};
        switch (below(depth > 0 ? 16 : 8)) {
        case 0:
        case 1:
            schema["type"] = types[static_cast<std::size_t>(below(7))];
            break;
        case 2:
            schema[bounds[static_cast<std::size_t>(below(4))]] = below(3);
            break;
        case 3:
            schema[counts[static_cast<std::size_t>(below(6))]] = below(3);
            break;
        case 4:
            schema["enum"] = core::Json::array({value(1), value(1)});
            break;
        case 5:
            schema["const"] = value(1);
            break;
        case 6:
            schema["required"] = names();
            break;
        case 7:
            schema["pattern"] = std::array{"^a", "b$", "^ab?$"}[static_cast<std::size_t>(below(3))];
            break;
        case 8:
            schema["uniqueItems"] = below(2) == 0;
            break;
        case 9:
        case 10:
            schema[lists[static_cast<std::size_t>(below(3))]] = schemas(depth);
            break;
        case 11:
        case 12:
            schema["properties"] = schemaMap(depth);
            break;
        case 13:
            schema["patternProperties"] = {{below(2) == 0 ? "^a" : "b", this->schema(depth - 1)}};
            break;
        case 14:
            schema["if"] = this->schema(depth - 1);
            schema[below(2) == 0 ? "then" : "else"] = this->schema(depth - 1);
            break;
        default:
            schema[inner[static_cast<std::size_t>(below(5))]] = this->schema(depth - 1);
        }
    }

    QRandomGenerator m_random;
};

} // namespace

//! Two implementations that were written apart should not be wrong about the same thing.
class SchemaOracleTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void agree();
};

void SchemaOracleTest::agree()
{
    int valid = 0;
    int invalid = 0;
    for (quint32 seed = 1; seed <= 1500; ++seed) {
        Generator generator(seed);
        core::Json schema = generator.schema(3);
        if (!schema.is_object())
            continue;
        const auto compiled = InputSchema::compile(schema);
        QCOMPARE(compiled.problem(), QString());
        for (int i = 0; i < 5; ++i) {
            const core::Json input = generator.object(3);
            const bool expected = acceptedElsewhere(schema, input);
            const auto findings = compiled.validate(input);
            const QByteArray what = "schema " + core::toBytes(schema) + " input " + core::toBytes(input) + " finding " +
                                    (findings.isEmpty() ? QByteArray() : findings.first().message.toUtf8());
            QVERIFY2(findings.isEmpty() == expected, what.constData());
            ++(expected ? valid : invalid);
        }
    }
    QVERIFY(valid > 1000);
    QVERIFY(invalid > 1000);
}

FLOWS_TEST(tst_schemaoracle, SchemaOracleTest)
#include "tst_schemaoracle.moc"
