#include "flowlang/expression/callable.h"
#include "flowlang/expression/compare.h"
#include "flowlang/expression/operators.h"
#include "flowlang/expression/rounding.h"

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace flowlang::expression {

namespace {

Value length(Runtime &, const Value &, const Arguments &arguments)
{
    const Value &value = *arguments.values[0];
    if (!value.isText() && !value.isContainer())
        throw Failure{u"len() does not work on %1."_s.arg(typeName(value))};
    return Value::integer(qint64(value.size()));
}

Value absolute(Runtime &, const Value &, const Arguments &arguments)
{
    const Value &value = *arguments.values[0];
    if (!value.isNumber())
        throw Failure{u"abs() does not work on %1."_s.arg(typeName(value))};
    if (value.kind() == Value::Kind::Float)
        return Value::real(std::abs(value.toReal()));
    return applySign(value.toInteger() < 0 ? Unary::Sign::Minus : Unary::Sign::Plus, value);
}

//! The least or greatest of several arguments, or of the members of a single one.
Value extreme(Runtime &runtime, const Arguments &arguments, bool least)
{
    const QString name = least ? u"min"_s : u"max"_s;
    if (arguments.rest.empty())
        throw Failure{u"%1() needs an argument."_s.arg(name)};
    const bool single = arguments.rest.size() == 1;
    const Items items = single ? iterate(arguments.rest.front(), runtime.budget) : arguments.rest;
    if (items.empty()) {
        if (arguments.values[0])
            return *arguments.values[0];
        throw Failure{u"%1() of nothing."_s.arg(name)};
    }
    const Value *best = &items.front();
    const Comparison comparison = least ? Comparison::Less : Comparison::Greater;
    for (const Value &item : items) {
        if (&item != best && compare(comparison, item, *best, runtime.budget))
            best = &item;
    }
    return *best;
}

Value minimum(Runtime &runtime, const Value &, const Arguments &arguments)
{
    return extreme(runtime, arguments, true);
}

Value maximum(Runtime &runtime, const Value &, const Arguments &arguments)
{
    return extreme(runtime, arguments, false);
}

Value sumOf(Runtime &runtime, const Value &, const Arguments &arguments)
{
    Value sum = arguments.values[1].value_or(Value::integer(0));
    if (sum.isText())
        throw Failure{u"sum() does not join text; use ''.join(...)."_s};
    for (const Value &item : iterate(*arguments.values[0], runtime.budget))
        sum = arithmetic(Operator::Add, sum, item, runtime.budget);
    return sum;
}

Value sorted(Runtime &runtime, const Value &, const Arguments &arguments)
{
    Items items = iterate(*arguments.values[0], runtime.budget);
    const bool reverse = arguments.values[1] && arguments.values[1]->isTrue();
    // Merging stays within the range even for an order that is none (nan), which std::sort does not.
    std::stable_sort(items.begin(), items.end(), [&runtime, reverse](const Value &left, const Value &right) {
        return reverse ? less(right, left, Comparison::Less, runtime.budget)
                       : less(left, right, Comparison::Less, runtime.budget);
    });
    return Value::list(std::move(items));
}

Value rounded(Runtime &, const Value &, const Arguments &arguments)
{
    const Value &value = *arguments.values[0];
    if (!value.isNumber())
        throw Failure{u"round() does not work on %1."_s.arg(typeName(value))};
    const bool toInteger = !arguments.values[1] || arguments.values[1]->isNone();
    const qint64 digits = integerArgument(arguments, 1, 0, "round()"_L1);
    if (value.isInteger())
        return Value::integer(digits < 0 ? roundInteger(value.toInteger(), -digits) : value.toInteger());
    const double result = roundReal(value.toReal(), digits);
    if (!toInteger)
        return Value::real(result);
    if (!(std::abs(result) < 9.2e18))
        throw Failure{u"The result is no integer, or too large for one."_s};
    return Value::integer(qint64(result));
}

Value anyOf(Runtime &runtime, const Value &, const Arguments &arguments)
{
    const Items items = iterate(*arguments.values[0], runtime.budget);
    return Value::boolean(std::any_of(items.cbegin(), items.cend(), [](const Value &item) { return item.isTrue(); }));
}

Value allOf(Runtime &runtime, const Value &, const Arguments &arguments)
{
    const Items items = iterate(*arguments.values[0], runtime.budget);
    return Value::boolean(std::all_of(items.cbegin(), items.cend(), [](const Value &item) { return item.isTrue(); }));
}

Value range(Runtime &runtime, const Value &, const Arguments &arguments)
{
    const bool single = !arguments.values[1];
    const qint64 first = integerArgument(arguments, 0, 0, "range()"_L1);
    const qint64 begin = single ? 0 : first;
    const qint64 end = single ? first : integerArgument(arguments, 1, 0, "range()"_L1);
    const qint64 step = integerArgument(arguments, 2, 1, "range()"_L1);
    if (step == 0)
        throw Failure{u"The step of range() can not be 0."_s};
    Items items;
    qint64 value = begin;
    while (step > 0 ? value < end : value > end) {
        items.push_back(Value::integer(value));
        if (items.size() > std::size_t(maxSequenceLength) || __builtin_add_overflow(value, step, &value))
            break;
    }
    runtime.budget.newItems(items.size());
    return Value::list(std::move(items));
}

} // namespace

const std::vector<Callable> &aggregates()
{
    static const std::vector<Callable> table{
        {"len"_L1, "x"_L1, length},
        {"abs"_L1, "x"_L1, absolute},
        {"min"_L1, "*values default?"_L1, minimum},
        {"max"_L1, "*values default?"_L1, maximum},
        {"sum"_L1, "iterable start?"_L1, sumOf},
        {"sorted"_L1, "iterable * reverse?"_L1, sorted},
        {"round"_L1, "number ndigits?"_L1, rounded},
        {"any"_L1, "iterable"_L1, anyOf},
        {"all"_L1, "iterable"_L1, allOf},
        {"range"_L1, "start stop? step?"_L1, range},
    };
    return table;
}

} // namespace flowlang::expression
