#include "flowlang/comparison.h"
#include "flowlang/schema/format.h"
#include "flowlang/schema/schemachecker.h"
#include "flowlang/schema/valuetext.h"

#include <algorithm>
#include <cmath>
#include <limits>

using namespace Qt::StringLiterals;

namespace flowlang {

namespace {

using Json = core::Json;

bool isWhole(const Json &value)
{
    return value.is_number_integer() ||
           (value.is_number_float() && std::floor(value.get<double>()) == value.get<double>());
}

bool hasType(const Json &value, const std::string &type)
{
    switch (value.type()) {
    case Json::value_t::null:
        return type == "null";
    case Json::value_t::boolean:
        return type == "boolean";
    case Json::value_t::string:
        return type == "string";
    case Json::value_t::array:
        return type == "array";
    case Json::value_t::object:
        return type == "object";
    default:
        return type == "number" || (type == "integer" && isWhole(value));
    }
}

const std::string &text(const Json &value)
{
    return value.get_ref<const std::string &>();
}

//! Characters, not bytes: those that begin one are counted.
qint64 lengthOf(const std::string &value)
{
    return std::count_if(value.begin(), value.end(),
                         [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; });
}

bool isMultipleOf(const Json &value, const Json &factor)
{
    if (value.is_number_integer() && factor.is_number_integer()) {
        const quint64 divisor = factor.get<quint64>(); // above 0: compiled
        if (value.is_number_unsigned())
            return value.get<quint64>() % divisor == 0;
        const qint64 number = value.get<qint64>();
        const quint64 magnitude = number < 0 ? 0 - static_cast<quint64>(number) : static_cast<quint64>(number);
        return magnitude % divisor == 0;
    }
    // 19.99 is a multiple of 0.01 for everybody but binary fractions.
    const double quotient = value.get<double>() / factor.get<double>();
    const double tolerance = 4 * std::numeric_limits<double>::epsilon() * std::max(1.0, std::abs(quotient));
    return std::isfinite(quotient) && std::abs(quotient - std::round(quotient)) <= tolerance;
}

} // namespace

bool SchemaChecker::checkType(const Json &, const Json &operand, const Json &value)
{
    if (operand.is_string())
        return hasType(value, text(operand)) ||
               fail("type", u"%1 is not of type %2"_s.arg(valueText(value), valueText(operand)));
    QStringList names;
    for (const Json &type : operand) {
        if (hasType(value, text(type)))
            return true;
        names.append(valueText(type));
    }
    return fail("type", u"%1 is not of type %2"_s.arg(valueText(value), names.join(u", "_s)));
}

bool SchemaChecker::checkEnum(const Json &, const Json &operand, const Json &value)
{
    for (const Json &allowed : operand) {
        if (!spend(1) || ((!value.is_structured() || spend(sizeOf(value))) && areEqual(allowed, value)))
            return true;
    }
    return fail("enum", u"%1 is not one of %2"_s.arg(valueText(value), valueText(operand)));
}

bool SchemaChecker::checkConst(const Json &, const Json &operand, const Json &value)
{
    if (value.is_structured() && !spend(sizeOf(value)))
        return true;
    return areEqual(operand, value) || fail("const", u"%1 was expected"_s.arg(valueText(operand)));
}

bool SchemaChecker::checkMinimum(const Json &, const Json &operand, const Json &value)
{
    return !value.is_number() || compareNumbers(value, operand) >= 0 ||
           fail("minimum", u"%1 is less than the minimum of %2"_s.arg(valueText(value), valueText(operand)));
}

bool SchemaChecker::checkMaximum(const Json &, const Json &operand, const Json &value)
{
    return !value.is_number() || compareNumbers(value, operand) <= 0 ||
           fail("maximum", u"%1 is greater than the maximum of %2"_s.arg(valueText(value), valueText(operand)));
}

bool SchemaChecker::checkExclusiveMinimum(const Json &, const Json &operand, const Json &value)
{
    return !value.is_number() || compareNumbers(value, operand) > 0 ||
           fail("exclusiveMinimum",
                u"%1 is less than or equal to the minimum of %2"_s.arg(valueText(value), valueText(operand)));
}

bool SchemaChecker::checkExclusiveMaximum(const Json &, const Json &operand, const Json &value)
{
    return !value.is_number() || compareNumbers(value, operand) < 0 ||
           fail("exclusiveMaximum",
                u"%1 is greater than or equal to the maximum of %2"_s.arg(valueText(value), valueText(operand)));
}

bool SchemaChecker::checkMultipleOf(const Json &, const Json &operand, const Json &value)
{
    return !value.is_number() || isMultipleOf(value, operand) ||
           fail("multipleOf", u"%1 is not a multiple of %2"_s.arg(valueText(value), valueText(operand)));
}

bool SchemaChecker::checkMinLength(const Json &, const Json &operand, const Json &value)
{
    return !value.is_string() || lengthOf(text(value)) >= operand.get<qint64>() ||
           fail("minLength", u"%1 is too short"_s.arg(valueText(value)));
}

bool SchemaChecker::checkMaxLength(const Json &, const Json &operand, const Json &value)
{
    return !value.is_string() || lengthOf(text(value)) <= operand.get<qint64>() ||
           fail("maxLength", u"%1 is too long"_s.arg(valueText(value)));
}

bool SchemaChecker::checkPattern(const Json &, const Json &operand, const Json &value)
{
    if (!value.is_string())
        return true;
    bool found = false;
    if (!findsPattern(text(operand), text(value), found))
        return fail("pattern",
                    u"%1 takes too long to be checked against %2"_s.arg(valueText(value), valueText(operand)));
    return found || fail("pattern", u"%1 does not match %2"_s.arg(valueText(value), valueText(operand)));
}

bool SchemaChecker::checkFormat(const Json &, const Json &operand, const Json &value)
{
    return !value.is_string() || hasFormat(text(value), text(operand)) ||
           fail("format", u"%1 is not a %2"_s.arg(valueText(value), valueText(operand)));
}

} // namespace flowlang
