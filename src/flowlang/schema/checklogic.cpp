#include "flowlang/schema/schemachecker.h"
#include "flowlang/schema/valuetext.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace flowlang {

bool SchemaChecker::checkAllOf(const Json &, const Json &operand, const Json &value)
{
    bool good = true;
    for (const Json &schema : operand)
        good = check(schema, value) && good;
    return good;
}

bool SchemaChecker::checkAnyOf(const Json &, const Json &operand, const Json &value)
{
    return std::any_of(operand.begin(), operand.end(), [&](const Json &schema) { return holds(schema, value); }) ||
           fail("anyOf", u"%1 is not valid under any of the given schemas"_s.arg(valueText(value)));
}

bool SchemaChecker::checkOneOf(const Json &, const Json &operand, const Json &value)
{
    const auto count =
        std::count_if(operand.begin(), operand.end(), [&](const Json &schema) { return holds(schema, value); });
    if (count == 0)
        return fail("oneOf", u"%1 is not valid under any of the given schemas"_s.arg(valueText(value)));
    if (count > 1 && !m_gaveUp)
        return fail(
            "oneOf",
            u"%1 is valid under %2 of the given schemas, not under exactly one"_s.arg(valueText(value)).arg(count));
    return true;
}

bool SchemaChecker::checkNot(const Json &, const Json &operand, const Json &value)
{
    return !holds(operand, value) || m_gaveUp ||
           fail("not", u"%1 should not be valid under %2"_s.arg(valueText(value), valueText(operand)));
}

bool SchemaChecker::checkIf(const Json &schema, const Json &operand, const Json &value)
{
    const Json *branch = core::member(schema, holds(operand, value) ? "then" : "else");
    return branch == nullptr || check(*branch, value);
}

} // namespace flowlang
