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

//! A pattern that took too long counts as absent; where absence is what lets a value through, that would be a hole.
bool SchemaChecker::failUncertain(const char *keyword, const Json &value)
{
    return fail(keyword, u"%1 takes too long to be checked"_s.arg(valueText(value)));
}

bool SchemaChecker::checkOneOf(const Json &, const Json &operand, const Json &value)
{
    const int before = m_uncertain;
    const auto count =
        std::count_if(operand.begin(), operand.end(), [&](const Json &schema) { return holds(schema, value); });
    if (count == 0)
        return fail("oneOf", u"%1 is not valid under any of the given schemas"_s.arg(valueText(value)));
    if (m_gaveUp)
        return true;
    if (m_uncertain > before)
        return failUncertain("oneOf", value);
    if (count == 1)
        return true;
    const QString text = u"%1 is valid under %2 of the given schemas, not under exactly one"_s;
    return fail("oneOf", text.arg(valueText(value), QString::number(count)));
}

bool SchemaChecker::checkNot(const Json &, const Json &operand, const Json &value)
{
    const int before = m_uncertain;
    const bool held = holds(operand, value);
    if (m_gaveUp)
        return true;
    if (m_uncertain > before)
        return failUncertain("not", value);
    return !held || fail("not", u"%1 should not be valid under %2"_s.arg(valueText(value), valueText(operand)));
}

bool SchemaChecker::checkIf(const Json &schema, const Json &operand, const Json &value)
{
    const int before = m_uncertain;
    const bool held = holds(operand, value);
    if (m_uncertain > before)
        return failUncertain("if", value);
    const Json *branch = core::member(schema, held ? "then" : "else");
    return branch == nullptr || check(*branch, value);
}

} // namespace flowlang
