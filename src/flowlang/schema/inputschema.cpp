#include "flowlang/inputschema.h"

#include "flowlang/schema/compiledschema.h"
#include "flowlang/schema/schemachecker.h"

#include <algorithm>

namespace flowlang {

namespace {

//! Where something stands in a document: the position in each object or array on the way.
QList<qsizetype> positionOf(const core::Json &document, const QString &pointer)
{
    QList<qsizetype> position;
    const core::Json *value = &document;
    const auto tokens = QStringView(pointer).split(u'/');
    for (qsizetype i = 1; i < tokens.size() && value->is_structured(); ++i) {
        auto it = value->begin();
        if (value->is_object())
            it = value->find(core::toStd(core::pointerKey(tokens[i])));
        else
            std::advance(it, tokens[i].toLongLong());
        if (it == value->end())
            break;
        position.append(std::distance(value->begin(), it));
        value = &*it;
    }
    return position;
}

} // namespace

class InputSchema::Private
{
public:
    CompiledSchema schema;
};

InputSchema::InputSchema()
    : d(std::make_shared<Private>())
{
}

InputSchema::InputSchema(const InputSchema &) = default;
InputSchema &InputSchema::operator=(const InputSchema &) = default;
InputSchema::~InputSchema() = default;

InputSchema InputSchema::compile(const core::Json &schema)
{
    auto compiled = std::make_shared<Private>();
    compiled->schema.document = schema;
    compiled->schema.compile();
    InputSchema result;
    result.d = std::move(compiled);
    return result;
}

const QString &InputSchema::problem() const
{
    return d->schema.problem;
}

const QString &InputSchema::problemPointer() const
{
    return d->schema.problemPointer;
}

const core::Json &InputSchema::document() const
{
    return d->schema.document;
}

const core::Json *InputSchema::resolved(const core::Json &subschema) const
{
    const core::Json *schema = &subschema;
    for (auto next = d->schema.references.find(schema); next != d->schema.references.end();
         next = d->schema.references.find(schema))
        schema = next->second; // ends: compile() refuses circles
    return schema;
}

QList<SchemaFinding> InputSchema::validate(const core::Json &input) const
{
    if (!problem().isEmpty())
        return {SchemaFinding{QString(), QString(), problem()}};
    QList<SchemaFinding> findings = SchemaChecker(d->schema).run(input);
    QList<std::pair<QList<qsizetype>, SchemaFinding>> placed;
    for (const SchemaFinding &finding : std::as_const(findings))
        placed.append({positionOf(input, finding.pointer), finding});
    std::stable_sort(placed.begin(), placed.end(), [](const auto &a, const auto &b) {
        return std::lexicographical_compare(a.first.begin(), a.first.end(), b.first.begin(), b.first.end());
    });
    findings.clear();
    for (const auto &[position, finding] : std::as_const(placed))
        findings.append(finding);
    return findings;
}

} // namespace flowlang
