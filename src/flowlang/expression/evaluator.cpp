#include "flowlang/expression/evaluator.h"

#include "flowlang/expression/compare.h"
#include "flowlang/expression/mapping.h"
#include "flowlang/expression/operators.h"
#include "flowlang/expression/pythontext.h"
#include "flowlang/expression/reference.h"
#include "flowlang/pathread.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace flowlang::expression {

Evaluator::Evaluator(const EvaluationScope &scope)
    : m_runtime{scope, {}}
{
}

Value Evaluator::evaluate(const Node &node)
{
    m_position = node.position;
    m_runtime.budget.spend(1);
    return std::visit([this](const auto &what) { return visit(what); }, node.what);
}

Items Evaluator::evaluateAll(const std::vector<NodePtr> &nodes)
{
    Items items;
    items.reserve(nodes.size());
    for (const NodePtr &node : nodes)
        items.push_back(evaluate(*node));
    return items;
}

Value Evaluator::evaluateOrNone(const NodePtr &node)
{
    return node ? evaluate(*node) : Value();
}

Value Evaluator::visit(const Literal &literal)
{
    return literal.value;
}

Value Evaluator::visit(const Name &name)
{
    const auto local = std::find_if(m_locals.crbegin(), m_locals.crend(),
                                    [&name](const auto &entry) { return entry.first == name.name; });
    m_runtime.budget.spend(qint64(m_locals.size()) / 16);
    if (local != m_locals.crend())
        return local->second;
    if (auto found = findName(m_runtime.scope, name.name, m_runtime.budget))
        return *found;
    if (findFunction(name.name) != nullptr)
        throw Failure{u"'%1' is a function; call it with ( )."_s.arg(name.name)};
    throw Failure{u"'%1' is not known: the run state has no such key."_s.arg(name.name)};
}

Value Evaluator::visit(const Path &path)
{
    Budget &budget = m_runtime.budget;
    budget.spend(path.path.size());
    const auto read = findPath(path.path, m_runtime.scope);
    if (const auto *error = std::get_if<EvaluationError>(&read))
        throw Failure{error->cause};
    const auto &found = std::get<PathPlaces>(read);
    budget.spend(found.passed / keysPerUnit);
    if (found.definite) {
        if (found.places.isEmpty())
            throw Failure{u"The path '%1' could not be found in the run state."_s.arg(path.path)};
        return valueIn(*found.places.first(), budget);
    }
    budget.newItems(quint64(found.places.size()));
    Items items;
    items.reserve(std::size_t(found.places.size()));
    for (const core::Json *place : found.places)
        items.push_back(valueIn(*place, budget));
    return Value::list(std::move(items));
}

Value Evaluator::visit(const FormattedText &text)
{
    Text result;
    for (const FormattedText::Part &part : text.parts) {
        result += part.text;
        if (part.value) {
            const Value value = evaluate(*part.value);
            result += part.asRepr ? repr(value, m_runtime.budget) : str(value, m_runtime.budget);
        }
        m_runtime.budget.newText(result.size());
    }
    return Value::text(std::move(result));
}

Value Evaluator::visit(const ListDisplay &display)
{
    m_runtime.budget.newItems(display.items.size());
    return Value::list(evaluateAll(display.items));
}

Value Evaluator::visit(const TupleDisplay &display)
{
    m_runtime.budget.newItems(display.items.size());
    return Value::tuple(evaluateAll(display.items));
}

Value Evaluator::visit(const DictDisplay &display)
{
    m_runtime.budget.newItems(display.entries.size());
    Mapping mapping;
    for (const auto &[keyNode, valueNode] : display.entries) {
        Value key = evaluate(*keyNode);
        Value value = evaluate(*valueNode);
        m_position = keyNode->position;
        mapping.insert(std::move(key), std::move(value), m_runtime.budget);
    }
    return Value::dict(std::move(mapping));
}

Value Evaluator::visit(const Unary &unary)
{
    const qsizetype position = m_position;
    Value value = evaluate(*unary.operand);
    m_position = position;
    m_runtime.budget.spend(qint64(unary.signs.size()));
    for (auto sign = unary.signs.crbegin(); sign != unary.signs.crend(); ++sign)
        value = applySign(*sign, value);
    return value;
}

Value Evaluator::visit(const Arithmetic &chain)
{
    Value value = evaluate(*chain.first);
    for (const Arithmetic::Step &step : chain.steps) {
        const Value operand = evaluate(*step.operand);
        m_position = step.position;
        value = arithmetic(step.op, value, operand, m_runtime.budget);
    }
    return value;
}

Value Evaluator::visit(const ComparisonChain &chain)
{
    Value left = evaluate(*chain.first);
    for (const ComparisonChain::Step &step : chain.steps) {
        Value right = evaluate(*step.operand);
        m_position = step.position;
        if (!compare(step.comparison, left, right, m_runtime.budget))
            return Value::boolean(false);
        left = std::move(right);
    }
    return Value::boolean(true);
}

Value Evaluator::visit(const Logic &logic)
{
    Value value;
    for (const NodePtr &operand : logic.operands) {
        value = evaluate(*operand);
        if (value.isTrue() != logic.isAnd)
            break;
    }
    return value;
}

Value Evaluator::visit(const Conditional &conditional)
{
    for (const Conditional::Branch &branch : conditional.branches) {
        if (evaluate(*branch.condition).isTrue())
            return evaluate(*branch.value);
    }
    return evaluate(*conditional.otherwise);
}

Value Evaluator::visit(const Comprehension &comprehension)
{
    Items result;
    const Value first = evaluate(*comprehension.clauses.front().iterable); // does not see the names it is about to give
    const std::size_t frame = m_locals.size();
    runClause(comprehension, 0, first, result);
    m_locals.resize(frame);
    return Value::list(std::move(result));
}

//! Recursion is as deep as the comprehension has clauses, and these are as deep as the text is long: see the limit.
void Evaluator::runClause(const Comprehension &comprehension, std::size_t clause, const Value &iterable, Items &result)
{
    const Comprehension::Clause &now = comprehension.clauses[clause];
    const bool last = clause + 1 == comprehension.clauses.size();
    const std::size_t frame = m_locals.size();
    m_position = now.iterable->position;
    const std::size_t size = iterationSize(iterable);
    for (std::size_t i = 0; i < size; ++i) {
        m_runtime.budget.step();
        m_locals.resize(frame);
        assign(now.target, iterationItem(iterable, i, m_runtime.budget));
        const bool wanted = std::all_of(now.conditions.cbegin(), now.conditions.cend(),
                                        [this](const NodePtr &condition) { return evaluate(*condition).isTrue(); });
        if (!wanted)
            continue;
        if (!last) {
            const Value next = evaluate(*comprehension.clauses[clause + 1].iterable);
            runClause(comprehension, clause + 1, next, result);
            continue;
        }
        m_runtime.budget.spend(workPerItem);
        result.push_back(evaluate(*comprehension.element));
    }
    m_locals.resize(frame);
}

void Evaluator::assign(const Target &target, const Value &value)
{
    if (!target.name.isEmpty()) {
        m_locals.emplace_back(target.name, value);
        return;
    }
    m_position = target.position;
    const std::size_t size = iterationSize(value);
    if (size != target.parts.size())
        throw Failure{u"There are %1 names for another number of values."_s.arg(target.parts.size())};
    m_runtime.budget.spend(qint64(size));
    for (std::size_t i = 0; i < size; ++i)
        assign(target.parts[i], iterationItem(value, i, m_runtime.budget));
}

} // namespace flowlang::expression
