#include "flowlang/expression/evaluator.h"
#include "flowlang/expression/operators.h"

using namespace Qt::StringLiterals;

namespace flowlang::expression {

namespace {

template<typename T>
const T *stepAs(const std::vector<Postfix::Step> &steps, std::size_t index)
{
    return index < steps.size() ? std::get_if<T>(&steps[index].what) : nullptr;
}

void refuseAttribute(const QString &name)
{
    if (isRefusedAttribute(name))
        throw Failure{u"The name '%1' can not stand behind a dot; write ['%1']."_s.arg(name)};
}

} // namespace

Value Evaluator::visit(const Postfix &chain)
{
    std::size_t next = 0;
    Value value;
    if (const auto *called = stepAs<Postfix::Call>(chain.steps, 0)) {
        value = callFunction(*chain.base, *called);
        next = 1;
    } else {
        value = evaluate(*chain.base);
    }
    while (next < chain.steps.size()) {
        const Postfix::Step &now = chain.steps[next];
        m_position = now.position;
        m_runtime.budget.spend(1);
        const auto *name = std::get_if<Postfix::Attribute>(&now.what);
        const auto *called = stepAs<Postfix::Call>(chain.steps, next + 1);
        if (name != nullptr && called != nullptr) {
            value = callMethod(value, name->name, *called);
            next += 2;
        } else {
            value = step(value, now);
            ++next;
        }
    }
    return value;
}

Value Evaluator::step(const Value &value, const Postfix::Step &now)
{
    if (const auto *name = std::get_if<Postfix::Attribute>(&now.what))
        return attribute(value, name->name);
    if (const auto *chosen = std::get_if<Postfix::Index>(&now.what)) {
        const Value index = evaluate(*chosen->index);
        m_position = now.position;
        return atIndex(value, index, m_runtime.budget);
    }
    if (const auto *cut = std::get_if<Postfix::Slice>(&now.what)) {
        const Value begin = evaluateOrNone(cut->begin);
        const Value end = evaluateOrNone(cut->end);
        const Value stride = evaluateOrNone(cut->step);
        m_position = now.position;
        return slice(value, begin, end, stride, m_runtime.budget);
    }
    throw Failure{u"Only functions and methods can be called, not %1."_s.arg(typeName(value))};
}

Value Evaluator::attribute(const Value &value, const QString &name)
{
    refuseAttribute(name);
    if (value.kind() == Value::Kind::Dict) {
        if (isObjectMethod(name))
            throw Failure{u"'%1' behind a dot is a method of every object; write ['%1'] for the key."_s.arg(name)};
        if (const auto found = value.find(Value::text(toText(name)), m_runtime.budget))
            return *found;
        throw Failure{u"The object has no key '%1'."_s.arg(name)};
    }
    if (findMethod(value.kind(), name) != nullptr)
        throw Failure{u"'%1' is a method; call it with ( )."_s.arg(name)};
    throw Failure{u"There is no '%1' in %2."_s.arg(name, typeName(value))};
}

Value Evaluator::callMethod(const Value &self, const QString &name, const Postfix::Call &arguments)
{
    refuseAttribute(name);
    if (const Callable *method = findMethod(self.kind(), name))
        return call(*method, self, arguments);
    if (self.kind() == Value::Kind::Dict && isObjectMethod(name))
        throw Failure{u"The method '%1' is not available in expressions."_s.arg(name)};
    if (self.kind() == Value::Kind::Dict && self.find(Value::text(toText(name)), m_runtime.budget))
        throw Failure{u"'%1' is a value, not a function."_s.arg(name)};
    throw Failure{u"There is no method '%1' of %2."_s.arg(name, typeName(self))};
}

Value Evaluator::callFunction(const Node &base, const Postfix::Call &arguments)
{
    const auto *name = std::get_if<Name>(&base.what);
    m_position = base.position;
    if (name == nullptr)
        throw Failure{u"Only functions and methods can be called."_s};
    const Callable *function = findFunction(name->name);
    if (function != nullptr)
        return call(*function, {}, arguments);
    QStringList known;
    for (const Callable &each : functions())
        known += each.name;
    throw Failure{u"There is no function '%1'. Known are: %2."_s.arg(name->name, known.join(u", "))};
}

Value Evaluator::call(const Callable &callable, const Value &self, const Postfix::Call &arguments)
{
    const qsizetype position = m_position;
    QStringList names;
    std::vector<Value> values;
    for (const Postfix::Argument &argument : arguments.arguments) {
        names += argument.name;
        values.push_back(evaluate(*argument.value));
    }
    m_position = position;
    m_runtime.budget.spend(1);
    return callable.run(m_runtime, self, callable.bind(names, std::move(values)));
}

} // namespace flowlang::expression
