#include "flowlang/expression/reference.h"

#include "flowlang/expression/budget.h"
#include "flowlang/expression/numbers.h"

using namespace Qt::StringLiterals;

namespace flowlang::expression {

namespace {

//! Walks along a reference. Keys may hold everything but dots and brackets, so that `my-key` can be reached.
class Walker
{
public:
    Walker(const EvaluationScope &scope, const QString &reference)
        : m_scope(scope)
        , m_reference(reference)
    {
    }

    std::optional<Value> run(Budget &budget)
    {
        std::optional<Value> value = findName(m_scope, key(), budget);
        while (m_at < m_reference.size()) {
            budget.spend(1);
            const bool dot = m_reference[m_at++] == u'.';
            const Value step = dot ? Value::text(toText(key())) : subscript();
            if (value)
                value = member(*value, step, budget);
        }
        return value;
    }

private:
    [[noreturn]] void refuse() const
    {
        throw Failure{u"The text is no reference; write names with dots and indices, as in 'a.b[0].c'."_s};
    }

    QString key()
    {
        const qsizetype begin = m_at;
        while (m_at < m_reference.size() && !u".[]"_s.contains(m_reference[m_at]))
            ++m_at;
        if (m_at == begin || (m_at < m_reference.size() && m_reference[m_at] == u']'))
            refuse();
        return m_reference.sliced(begin, m_at - begin);
    }

    Value subscript()
    {
        const QChar quote = m_at < m_reference.size() ? m_reference[m_at] : QChar();
        const bool quoted = quote == u'\'' || quote == u'"';
        const qsizetype begin = quoted ? m_at + 1 : m_at;
        const QString closing = quoted ? QString(quote % u']') : u"]"_s;
        const qsizetype end = m_reference.indexOf(closing, begin);
        if (end < 0)
            refuse();
        m_at = end + closing.size();
        if (m_at < m_reference.size() && m_reference[m_at] != u'.' && m_reference[m_at] != u'[')
            refuse();
        const QString inside = m_reference.sliced(begin, end - begin);
        if (quoted)
            return Value::text(toText(inside));
        const auto index = integerOf(inside);
        if (!index)
            refuse();
        return Value::integer(*index);
    }

    static std::optional<Value> member(const Value &value, const Value &step, Budget &budget)
    {
        if (value.kind() == Value::Kind::Dict)
            return value.find(step, budget);
        if (!value.isSequence() || !step.isInteger())
            return std::nullopt;
        const qint64 size = qint64(value.size());
        const qint64 index = step.toInteger() < 0 ? step.toInteger() + size : step.toInteger();
        return index >= 0 && index < size ? std::optional(value.item(std::size_t(index), budget)) : std::nullopt;
    }

    const EvaluationScope &m_scope;
    const QString &m_reference;
    qsizetype m_at = 0;
};

} // namespace

Value valueIn(const core::Json &document, Budget &budget)
{
    return Value::json(std::shared_ptr<const core::Json>(std::shared_ptr<void>(), &document), budget); // owns nothing
}

std::optional<Value> findName(const EvaluationScope &scope, QStringView name, Budget &budget)
{
    if (name == u"_context")
        return valueIn(scope.context, budget);
    if (!scope.state.is_object())
        return std::nullopt;
    budget.spend(1 + qint64(scope.state.size()) / keysPerUnit); // the object is searched from its beginning
    const auto it = scope.state.find(core::toStd(name));
    return it == scope.state.end() ? std::nullopt : std::optional(valueIn(*it, budget));
}

std::optional<Value> findReference(const EvaluationScope &scope, const Text &reference, Budget &budget)
{
    budget.spend(qint64(reference.size()));
    const QString text = fromText(reference);
    return Walker(scope, text).run(budget);
}

} // namespace flowlang::expression
