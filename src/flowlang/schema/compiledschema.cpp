#include "flowlang/schema/compiledschema.h"

#include "flowlang/jsonpath.h"
#include "flowlang/schema/schemachain.h"
#include "flowlang/schema/valuetext.h"

#include <QUrl>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace flowlang {

namespace {

using Json = core::Json;

constexpr int maxDepth = 64; //!< nesting of a schema's own JSON
constexpr std::size_t maxPatterns = 1000;

bool isSchema(const Json &json)
{
    return json.is_object() || json.is_boolean();
}

bool isTypeName(const Json &json)
{
    constexpr std::array<std::string_view, 7> names{"array",  "boolean", "integer", "null",
                                                    "number", "object",  "string"};
    return json.is_string() &&
           std::find(names.begin(), names.end(), json.get_ref<const std::string &>()) != names.end();
}

bool areNames(const Json &json)
{
    return json.is_array() && std::all_of(json.begin(), json.end(), [](const Json &item) { return item.is_string(); });
}

bool isCount(const Json &json)
{
    return json.is_number() && json.get<double>() >= 0 && json.get<double>() <= 9e15 &&
           json.get<double>() == static_cast<double>(json.get<qint64>());
}

//! Walks through all schemas of a document, those that references lead to included; the first problem ends it.
class SchemaWalk
{
public:
    explicit SchemaWalk(CompiledSchema &compiled)
        : m_compiled(compiled)
    {
    }

    void run()
    {
        visitLater(m_compiled.document, {});
        while (!m_waiting.isEmpty() && m_compiled.problem.isEmpty()) {
            const Place place = m_waiting.takeFirst();
            visit(*place.schema, place.pointer);
        }
        if (!m_compiled.problem.isEmpty())
            return;
        const Json *where = nullptr;
        QList<const Json *> schemas;
        for (const Place &place : std::as_const(m_visited))
            schemas.append(place.schema);
        const QString problem = findEndlessChain(m_compiled, schemas, where);
        if (problem.isEmpty())
            return;
        const auto found = std::find_if(m_visited.cbegin(), m_visited.cend(),
                                        [where](const Place &place) { return place.schema == where; });
        fail(problem, found == m_visited.cend() ? QString() : found->pointer);
    }

private:
    struct Place
    {
        const Json *schema = nullptr;
        QString pointer;
    };

    void fail(const QString &problem, const QString &pointer)
    {
        if (!m_compiled.problem.isEmpty())
            return;
        m_compiled.problem = problem;
        m_compiled.problemPointer = pointer;
    }

    void visitLater(const Json &schema, const QString &pointer)
    {
        if (!isSchema(schema))
            return fail(u"%1 is no schema: it must be an object, true or false."_s.arg(valueText(schema)), pointer);
        if (!m_known.emplace(&schema, true).second)
            return;
        m_waiting.append({&schema, pointer});
        m_visited.append({&schema, pointer});
    }

    void visit(const Json &schema, const QString &pointer)
    {
        if (!schema.is_object())
            return;
        if (!pointer.isEmpty() && !schema.contains("$ref") && schema.contains("$id"))
            return fail(u"“$id” below the top is not supported."_s, pointer + "/$id"_L1);
        for (const auto &[keyword, value] : schema.get_ref<const Json::object_t &>())
            visitKeyword(schema, keyword, value, pointer + u'/' + core::pointerToken(core::toQString(keyword)));
    }

    void visitKeyword(const Json &schema, const std::string &keyword, const Json &value, const QString &pointer)
    {
        switch (shapeOf(keyword)) {
        case KeywordShape::Other:
            return;
        case KeywordShape::Schema:
            return visitLater(value, pointer);
        case KeywordShape::SchemaOrList:
            return value.is_array() ? visitList(keyword, value, pointer) : visitLater(value, pointer);
        case KeywordShape::SchemaList:
            if (value.empty())
                return fail(u"“%1” needs at least one schema."_s.arg(core::toQString(keyword)), pointer);
            return visitList(keyword, value, pointer);
        case KeywordShape::SchemaMap:
            return visitMap(keyword, value, pointer);
        case KeywordShape::PatternMap:
            visitMap(keyword, value, pointer);
            if (value.is_object()) {
                for (const auto &[name, inner] : value.get_ref<const Json::object_t &>())
                    addPattern(name, pointer + u'/' + core::pointerToken(core::toQString(name)));
            }
            return;
        case KeywordShape::DependencyMap:
            return visitDependencies(value, pointer);
        case KeywordShape::Number:
            return expect(value.is_number(), u"a number"_s, value, pointer);
        case KeywordShape::PositiveNumber:
            return expect(value.is_number() && value.get<double>() > 0, u"a number above 0"_s, value, pointer);
        case KeywordShape::Count:
            return expect(isCount(value), u"a whole number, 0 or above"_s, value, pointer);
        case KeywordShape::Boolean:
            return expect(value.is_boolean(), u"true or false"_s, value, pointer);
        case KeywordShape::Text:
            return expect(value.is_string(), u"a string"_s, value, pointer);
        case KeywordShape::Pattern:
            expect(value.is_string(), u"a string"_s, value, pointer);
            return value.is_string() ? addPattern(value.get_ref<const std::string &>(), pointer) : void();
        case KeywordShape::TypeNames: {
            const bool list = value.is_array() && !value.empty() && std::all_of(value.begin(), value.end(), isTypeName);
            return expect(list || isTypeName(value), u"the name of a JSON type, or a list of them"_s, value, pointer);
        }
        case KeywordShape::Names:
            return expect(areNames(value), u"a list of names"_s, value, pointer);
        case KeywordShape::List:
            return expect(value.is_array(), u"a list"_s, value, pointer);
        case KeywordShape::Reference:
            return addReference(schema, value, pointer);
        case KeywordShape::Unsupported:
            return fail(u"“%1” is not part of JSON Schema draft-07."_s.arg(core::toQString(keyword)), pointer);
        }
    }

    void expect(bool good, const QString &what, const Json &value, const QString &pointer)
    {
        if (!good)
            fail(u"%1 stands where %2 is expected."_s.arg(valueText(value), what), pointer);
    }

    void visitList(const std::string &keyword, const Json &value, const QString &pointer)
    {
        if (!value.is_array())
            return fail(u"“%1” must be a list of schemas."_s.arg(core::toQString(keyword)), pointer);
        for (std::size_t i = 0; i < value.size(); ++i)
            visitLater(value[i], pointer + u'/' + QString::number(i));
    }

    void visitMap(const std::string &keyword, const Json &value, const QString &pointer)
    {
        if (!value.is_object())
            return fail(u"“%1” must be an object of schemas."_s.arg(core::toQString(keyword)), pointer);
        for (const auto &[name, inner] : value.get_ref<const Json::object_t &>())
            visitLater(inner, pointer + u'/' + core::pointerToken(core::toQString(name)));
    }

    void visitDependencies(const Json &value, const QString &pointer)
    {
        if (!value.is_object())
            return fail(u"“dependencies” must be an object."_s, pointer);
        for (const auto &[name, inner] : value.get_ref<const Json::object_t &>()) {
            const QString place = pointer + u'/' + core::pointerToken(core::toQString(name));
            if (!inner.is_array())
                visitLater(inner, place);
            else
                expect(areNames(inner), u"a list of names"_s, inner, place);
        }
    }

    void addPattern(const std::string &text, const QString &pointer)
    {
        if (m_compiled.patterns.contains(text) || !m_compiled.problem.isEmpty())
            return;
        if (m_compiled.patterns.size() >= maxPatterns)
            return fail(u"The schema has more than %1 patterns."_s.arg(maxPatterns), pointer);
        QString problem;
        if (auto pattern = Pattern::compile(core::toQString(text), problem))
            m_compiled.patterns.emplace(text, *std::move(pattern));
        else
            fail(problem, pointer);
    }

    void addReference(const Json &schema, const Json &value, const QString &pointer)
    {
        if (!value.is_string())
            return fail(u"“$ref” must be a string."_s, pointer);
        const QString reference = core::toQString(value.get_ref<const std::string &>());
        if (!reference.startsWith(u'#'))
            return fail(u"“%1” leads out of the document; only references that begin with “#/” can be used."_s.arg(
                            reference.left(maxDepth)),
                        pointer);
        const QString target = QUrl::fromPercentEncoding(QStringView(reference).sliced(1).toUtf8());
        const Json *found = core::valueAt(m_compiled.document, target);
        if (found == nullptr)
            return fail(u"“%1” leads nowhere."_s.arg(reference.left(2 * maxDepth)), pointer);
        m_compiled.references.emplace(&schema, found);
        visitLater(*found, target);
    }

    CompiledSchema &m_compiled;
    QList<Place> m_waiting;
    QList<Place> m_visited;
    std::unordered_map<const Json *, bool> m_known;
};

} // namespace

void CompiledSchema::compile()
{
    if (document.is_null())
        document = Json::object();
    if (!document.is_object())
        problem = u"An input schema must be an object."_s;
    else if (isDeeperThan(document, maxDepth))
        problem = u"The schema is nested deeper than %1 levels."_s.arg(maxDepth);
    else
        SchemaWalk(*this).run();
}

} // namespace flowlang
