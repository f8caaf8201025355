#include "flowlang/expression/callable.h"
#include "flowlang/expression/mapping.h"
#include "flowlang/expression/numbers.h"
#include "flowlang/expression/pythontext.h"

#include <cmath>

using namespace Qt::StringLiterals;

namespace flowlang::expression {

namespace {

Value toStr(Runtime &runtime, const Value &, const Arguments &arguments)
{
    return Value::text(arguments.values[0] ? str(*arguments.values[0], runtime.budget) : Text());
}

Failure unreadable(const Value &value, QLatin1String type)
{
    if (!value.isText())
        return {u"%1() does not work on %2."_s.arg(type, typeName(value))};
    return {u"The string is no number for %1()."_s.arg(type)};
}

Value toInt(Runtime &runtime, const Value &, const Arguments &arguments)
{
    const Value value = arguments.values[0].value_or(Value::integer(0));
    if (value.isInteger())
        return Value::integer(value.toInteger());
    if (value.isText()) {
        runtime.budget.spend(qint64(value.size()));
        if (const auto number = integerOf(fromText(value.toText())))
            return Value::integer(*number);
        throw unreadable(value, "int"_L1);
    }
    if (value.kind() != Value::Kind::Float)
        throw unreadable(value, "int"_L1);
    const double whole = std::trunc(value.toReal());
    if (!(std::abs(whole) < 9.2e18))
        throw Failure{u"The number is no integer, or too large for one."_s};
    return Value::integer(qint64(whole));
}

Value toFloat(Runtime &runtime, const Value &, const Arguments &arguments)
{
    const Value value = arguments.values[0].value_or(Value::integer(0));
    if (value.isNumber())
        return Value::real(value.toReal());
    runtime.budget.spend(qint64(value.size()));
    const auto number = value.isText() ? realOf(fromText(value.toText())) : std::nullopt;
    if (!number)
        throw unreadable(value, "float"_L1);
    return Value::real(*number);
}

Value toBool(Runtime &, const Value &, const Arguments &arguments)
{
    return Value::boolean(arguments.values[0] && arguments.values[0]->isTrue());
}

Items itemsOf(Runtime &runtime, const Arguments &arguments)
{
    return arguments.values[0] ? iterate(*arguments.values[0], runtime.budget) : Items();
}

Value toList(Runtime &runtime, const Value &, const Arguments &arguments)
{
    return Value::list(itemsOf(runtime, arguments));
}

Value toTuple(Runtime &runtime, const Value &, const Arguments &arguments)
{
    return Value::tuple(itemsOf(runtime, arguments));
}

Value toSet(Runtime &runtime, const Value &, const Arguments &arguments)
{
    Mapping keys;
    for (Value &item : itemsOf(runtime, arguments))
        keys.insert(std::move(item), {}, runtime.budget);
    return Value::set(std::move(keys));
}

Value toDict(Runtime &runtime, const Value &, const Arguments &arguments)
{
    if (!arguments.values[0])
        return Value::dict({});
    const Value &source = *arguments.values[0];
    if (source.kind() == Value::Kind::Dict)
        return source;
    Mapping mapping;
    for (const Value &pair : iterate(source, runtime.budget)) {
        if (iterationSize(pair) != 2)
            throw Failure{u"dict() needs pairs of a key and a value."_s};
        mapping.insert(iterationItem(pair, 0, runtime.budget), iterationItem(pair, 1, runtime.budget), runtime.budget);
    }
    return Value::dict(std::move(mapping));
}

} // namespace

const std::vector<Callable> &conversions()
{
    static const std::vector<Callable> table{
        {"str"_L1, "object?"_L1, toStr},   {"int"_L1, "x?"_L1, toInt},          {"float"_L1, "x?"_L1, toFloat},
        {"bool"_L1, "x?"_L1, toBool},      {"list"_L1, "iterable?"_L1, toList}, {"tuple"_L1, "iterable?"_L1, toTuple},
        {"set"_L1, "iterable?"_L1, toSet}, {"dict"_L1, "iterable?"_L1, toDict},
    };
    return table;
}

} // namespace flowlang::expression
