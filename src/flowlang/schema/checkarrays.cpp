#include "flowlang/schema/schemachecker.h"
#include "flowlang/schema/valuetext.h"

#include <algorithm>
#include <unordered_set>

using namespace Qt::StringLiterals;

namespace flowlang {

bool SchemaChecker::checkMinItems(const Json &, const Json &operand, const Json &value)
{
    return !value.is_array() || static_cast<qint64>(value.size()) >= operand.get<qint64>() ||
           fail("minItems", u"%1 is too short"_s.arg(valueText(value)));
}

bool SchemaChecker::checkMaxItems(const Json &, const Json &operand, const Json &value)
{
    return !value.is_array() || static_cast<qint64>(value.size()) <= operand.get<qint64>() ||
           fail("maxItems", u"%1 is too long"_s.arg(valueText(value)));
}

bool SchemaChecker::checkUniqueItems(const Json &, const Json &operand, const Json &value)
{
    if (!value.is_array() || !operand.get<bool>())
        return true;
    std::unordered_set<std::string> seen;
    for (const Json &item : value) {
        if (!spend(1 + sizeOf(item) / 16))
            return true;
        if (!seen.insert(canonicalText(item)).second)
            return fail("uniqueItems", u"%1 has non-unique elements"_s.arg(valueText(value)));
    }
    return true;
}

bool SchemaChecker::checkItems(const Json &, const Json &operand, const Json &value)
{
    if (!value.is_array())
        return true;
    bool good = true;
    const bool isTuple = operand.is_array();
    const std::size_t count = isTuple ? std::min(operand.size(), value.size()) : value.size();
    for (std::size_t i = 0; i < count && !m_gaveUp && (good || m_silent == 0); ++i)
        good = checkBelow(isTuple ? operand[i] : operand, value[i], i) && good;
    return good;
}

bool SchemaChecker::checkAdditionalItems(const Json &schema, const Json &operand, const Json &value)
{
    const Json *items = core::member(schema, "items");
    if (!value.is_array() || items == nullptr || !items->is_array() || value.size() <= items->size())
        return true;
    if (operand.is_boolean() && !operand.get<bool>()) {
        QStringList extra;
        for (std::size_t i = items->size(); i < value.size() && i < items->size() + 10; ++i)
            extra.append(valueText(value[i]));
        return fail("additionalItems", u"Additional items are not allowed (%1 %2 unexpected)"_s.arg(
                                           extra.join(u", "_s), extra.size() == 1 ? u"was"_s : u"were"_s));
    }
    bool good = true;
    for (std::size_t i = items->size(); i < value.size() && !m_gaveUp && (good || m_silent == 0); ++i)
        good = checkBelow(operand, value[i], i) && good;
    return good;
}

bool SchemaChecker::checkContains(const Json &, const Json &operand, const Json &value)
{
    if (!value.is_array() ||
        std::any_of(value.begin(), value.end(), [&](const Json &item) { return holds(operand, item); }))
        return true;
    return fail("contains", u"%1 does not contain items matching the given schema"_s.arg(valueText(value)));
}

} // namespace flowlang
