#include "flowlang/expression/operators.h"

#include "flowlang/expression/budget.h"
#include "flowlang/expression/mapping.h"

#include <cmath>

using namespace Qt::StringLiterals;

namespace flowlang::expression {

namespace {

Failure unsupported(Operator op, const Value &left, const Value &right)
{
    return {u"'%1' does not work between %2 and %3."_s.arg(symbol(op), typeName(left), typeName(right))};
}

Failure overflow()
{
    return {u"The result is too large for an integer."_s};
}

Failure divisionByZero()
{
    return {u"Division by zero."_s};
}

Value integerPower(qint64 base, qint64 exponent)
{
    qint64 result = 1;
    for (qint64 left = exponent; left > 0; left /= 2) {
        if (left % 2 == 1 && __builtin_mul_overflow(result, base, &result))
            throw overflow();
        if (left > 1 && __builtin_mul_overflow(base, base, &base))
            throw overflow();
    }
    return Value::integer(result);
}

Value power(const Value &left, const Value &right)
{
    const double base = left.toReal();
    const double exponent = right.toReal();
    if (std::abs(base) > double(maxPowerOperand) || std::abs(exponent) > double(maxPowerOperand))
        throw Failure{u"The operands of '**' can not be larger than %1."_s.arg(maxPowerOperand)};
    if (left.isInteger() && right.isInteger() && right.toInteger() >= 0)
        return integerPower(left.toInteger(), right.toInteger());
    if (base == 0.0 && exponent < 0.0)
        throw divisionByZero();
    if (base < 0.0 && std::trunc(exponent) != exponent)
        throw Failure{u"A negative number has no such power."_s};
    const double result = std::pow(base, exponent);
    if (std::isinf(result))
        throw Failure{u"The result is too large."_s};
    return Value::real(result);
}

//! The remainder with the sign of the divisor.
double realModulo(double left, double right)
{
    const double rest = std::fmod(left, right);
    if (rest == 0.0)
        return std::copysign(0.0, right);
    return (rest < 0) != (right < 0) ? rest + right : rest;
}

double realFloorDivide(double left, double right)
{
    const double rest = std::fmod(left, right);
    double quotient = (left - rest) / right;
    if (rest != 0.0 && (rest < 0) != (right < 0))
        quotient -= 1.0;
    if (quotient == 0.0)
        return std::copysign(0.0, left / right);
    const double below = std::floor(quotient);
    return quotient - below > 0.5 ? below + 1.0 : below;
}

Value divideIntegers(Operator op, qint64 left, qint64 right)
{
    if (op == Operator::Divide)
        return Value::real(double(static_cast<long double>(left) / static_cast<long double>(right)));
    if (right == -1) { // the one quotient that may not fit, which the processor would trap
        qint64 negated = 0;
        if (op == Operator::FloorDivide && __builtin_sub_overflow(qint64(0), left, &negated))
            throw overflow();
        return Value::integer(op == Operator::FloorDivide ? negated : 0);
    }
    const qint64 rest = left % right;
    const bool below = rest != 0 && (rest < 0) != (right < 0);
    if (op == Operator::FloorDivide)
        return Value::integer(left / right - (below ? 1 : 0));
    return Value::integer(below ? rest + right : rest);
}

Value integers(Operator op, qint64 left, qint64 right)
{
    qint64 result = 0;
    bool tooLarge = false;
    if (op == Operator::Add)
        tooLarge = __builtin_add_overflow(left, right, &result);
    else if (op == Operator::Subtract)
        tooLarge = __builtin_sub_overflow(left, right, &result);
    else if (op == Operator::Multiply)
        tooLarge = __builtin_mul_overflow(left, right, &result);
    else
        return divideIntegers(op, left, right);
    if (tooLarge)
        throw overflow();
    return Value::integer(result);
}

Value numbers(Operator op, const Value &left, const Value &right)
{
    if (op == Operator::Power)
        return power(left, right);
    const bool divides = op == Operator::Divide || op == Operator::FloorDivide || op == Operator::Modulo;
    if (divides && right.toReal() == 0.0)
        throw divisionByZero();
    if (left.isInteger() && right.isInteger())
        return integers(op, left.toInteger(), right.toInteger());
    const double a = left.toReal();
    const double b = right.toReal();
    switch (op) {
    case Operator::Add:
        return Value::real(a + b);
    case Operator::Subtract:
        return Value::real(a - b);
    case Operator::Multiply:
        return Value::real(a * b);
    case Operator::Divide:
        return Value::real(a / b);
    case Operator::FloorDivide:
        return Value::real(realFloorDivide(a, b));
    case Operator::Modulo:
    case Operator::Power:
        break;
    }
    return Value::real(realModulo(a, b));
}

Items itemsOf(const Value &value, Budget &budget)
{
    Items items;
    items.reserve(value.size());
    for (std::size_t i = 0; i < value.size(); ++i)
        items.push_back(value.item(i, budget));
    return items;
}

Value sequence(Value::Kind kind, Items items)
{
    return kind == Value::Kind::Tuple ? Value::tuple(std::move(items)) : Value::list(std::move(items));
}

Value join(const Value &left, const Value &right, Budget &budget)
{
    if (left.isText()) {
        budget.newText(left.size() + right.size());
        return Value::text(left.toText() + right.toText());
    }
    budget.newItems(left.size() + right.size());
    Items items = itemsOf(left, budget);
    for (std::size_t i = 0; i < right.size(); ++i)
        items.push_back(right.item(i, budget));
    return sequence(left.kind(), std::move(items));
}

Value repeat(const Value &value, qint64 count, Budget &budget)
{
    const quint64 times = value.size() == 0 ? 0 : quint64(std::max<qint64>(count, 0));
    quint64 length = 0;
    if (__builtin_mul_overflow(quint64(value.size()), times, &length))
        length = std::numeric_limits<quint64>::max();
    if (value.isText()) {
        budget.newText(length);
        Text text;
        text.reserve(length);
        for (quint64 i = 0; i < times; ++i)
            text += value.toText();
        return Value::text(std::move(text));
    }
    budget.newItems(length);
    const Items once = itemsOf(value, budget);
    Items items;
    items.reserve(length);
    for (quint64 i = 0; i < times; ++i)
        items.insert(items.end(), once.cbegin(), once.cend());
    return sequence(value.kind(), std::move(items));
}

Value without(const Value &left, const Value &right, Budget &budget)
{
    budget.newItems(left.size());
    Mapping rest;
    for (std::size_t i = 0; i < left.size(); ++i) {
        if (!right.find(left.item(i, budget), budget))
            rest.insert(left.item(i, budget), {}, budget);
    }
    return Value::set(std::move(rest));
}

bool canRepeat(const Value &value)
{
    return value.isText() || value.isSequence();
}

} // namespace

QString symbol(Operator op)
{
    switch (op) {
    case Operator::Add:
        return u"+"_s;
    case Operator::Subtract:
        return u"-"_s;
    case Operator::Multiply:
        return u"*"_s;
    case Operator::Divide:
        return u"/"_s;
    case Operator::FloorDivide:
        return u"//"_s;
    case Operator::Modulo:
        return u"%"_s;
    case Operator::Power:
        break;
    }
    return u"**"_s;
}

Value arithmetic(Operator op, const Value &left, const Value &right, Budget &budget)
{
    if (left.isNumber() && right.isNumber())
        return numbers(op, left, right);
    if (op == Operator::Add && left.kind() == right.kind() && canRepeat(left))
        return join(left, right, budget);
    if (op == Operator::Multiply && canRepeat(left) && right.isInteger())
        return repeat(left, right.toInteger(), budget);
    if (op == Operator::Multiply && left.isInteger() && canRepeat(right))
        return repeat(right, left.toInteger(), budget);
    if (op == Operator::Subtract && left.kind() == Value::Kind::Set && right.kind() == Value::Kind::Set)
        return without(left, right, budget);
    throw unsupported(op, left, right);
}

Value applySign(Unary::Sign sign, const Value &operand)
{
    if (sign == Unary::Sign::Not)
        return Value::boolean(!operand.isTrue());
    if (!operand.isNumber())
        throw Failure{u"A sign does not work before %1."_s.arg(typeName(operand))};
    const bool minus = sign == Unary::Sign::Minus;
    if (operand.isInteger())
        return minus ? integers(Operator::Subtract, 0, operand.toInteger()) : Value::integer(operand.toInteger());
    return Value::real(minus ? -operand.toReal() : operand.toReal());
}

} // namespace flowlang::expression
