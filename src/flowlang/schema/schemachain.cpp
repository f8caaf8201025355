#include "flowlang/schema/schemachain.h"

#include <algorithm>
#include <unordered_map>

using namespace Qt::StringLiterals;

namespace flowlang {

namespace {

using Json = core::Json;

//! Depth-first search over the schemas that look at the same value.
class ChainFinder
{
public:
    explicit ChainFinder(const CompiledSchema &compiled)
        : m_compiled(compiled)
    {
    }

    //! \returns the longest chain that begins at this schema. Sets problem() if there is a bad one.
    int lengthFrom(const Json &schema, int depth)
    {
        if (!schema.is_object() || !m_problem.isEmpty())
            return 0;
        const auto [known, isNew] = m_lengths.emplace(&schema, open);
        if (!isNew && known->second == open)
            return fail(schema, u"The schema refers to itself in a circle."_s);
        if (isNew && depth < maxSchemaChain) {
            int longest = 0;
            for (const Json *next : neighbours(schema))
                longest = std::max(longest, 1 + lengthFrom(*next, depth + 1));
            m_lengths[&schema] = longest;
        }
        const int length = depth < maxSchemaChain ? m_lengths[&schema] : 0;
        if (depth + length >= maxSchemaChain)
            return fail(schema, u"The schema refers on and on, over more than %1 steps."_s.arg(maxSchemaChain));
        return length;
    }

    [[nodiscard]] const QString &problem() const { return m_problem; }
    [[nodiscard]] const Json *where() const { return m_where; }

private:
    static constexpr int open = -1;

    int fail(const Json &schema, const QString &problem)
    {
        m_problem = problem;
        m_where = &schema;
        return 0;
    }

    [[nodiscard]] QList<const Json *> neighbours(const Json &schema) const
    {
        const auto reference = m_compiled.references.find(&schema);
        if (reference != m_compiled.references.end())
            return {reference->second};
        QList<const Json *> found;
        for (const char *keyword : {"allOf", "anyOf", "oneOf", "dependencies"}) {
            if (const Json *list = core::member(schema, keyword)) {
                for (const Json &inner : *list)
                    found.append(&inner);
            }
        }
        for (const char *keyword : {"not", "if", "then", "else"}) {
            if (const Json *inner = core::member(schema, keyword))
                found.append(inner);
        }
        return found;
    }

    const CompiledSchema &m_compiled;
    std::unordered_map<const Json *, int> m_lengths;
    QString m_problem;
    const Json *m_where = nullptr;
};

} // namespace

QString findEndlessChain(const CompiledSchema &compiled, const QList<const core::Json *> &schemas,
                         const core::Json *&where)
{
    ChainFinder finder(compiled);
    for (const Json *schema : schemas) {
        (void)finder.lengthFrom(*schema, 0);
        if (!finder.problem().isEmpty())
            break;
    }
    where = finder.where();
    return finder.problem();
}

} // namespace flowlang
