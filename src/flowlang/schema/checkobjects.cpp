#include "flowlang/schema/schemachecker.h"
#include "flowlang/schema/valuetext.h"

using namespace Qt::StringLiterals;

namespace flowlang {

namespace {

using Object = core::Json::object_t;

const Object &members(const core::Json &object)
{
    return object.get_ref<const Object &>();
}

constexpr qsizetype maxNames = 20; //!< that one message lists

} // namespace

bool SchemaChecker::checkRequired(const Json &, const Json &operand, const Json &value)
{
    if (!value.is_object())
        return true;
    bool good = true;
    for (const Json &name : operand) {
        if (find(value, name.get_ref<const std::string &>()) == nullptr && !m_gaveUp)
            good = fail("required", u"%1 is a required property"_s.arg(valueText(name)));
    }
    return good;
}

bool SchemaChecker::checkMinProperties(const Json &, const Json &operand, const Json &value)
{
    return !value.is_object() || static_cast<qint64>(value.size()) >= operand.get<qint64>() ||
           fail("minProperties", u"%1 does not have enough properties"_s.arg(valueText(value)));
}

bool SchemaChecker::checkMaxProperties(const Json &, const Json &operand, const Json &value)
{
    return !value.is_object() || static_cast<qint64>(value.size()) <= operand.get<qint64>() ||
           fail("maxProperties", u"%1 has too many properties"_s.arg(valueText(value)));
}

bool SchemaChecker::checkProperties(const Json &, const Json &operand, const Json &value)
{
    if (!value.is_object())
        return true;
    bool good = true;
    for (const auto &[name, inner] : members(value)) {
        if (const Json *schema = find(operand, name))
            good = checkBelow(*schema, inner, &name) && good;
        if (m_gaveUp || (!good && m_silent > 0))
            break;
    }
    return good;
}

bool SchemaChecker::checkPatternProperties(const Json &, const Json &operand, const Json &value)
{
    if (!value.is_object())
        return true;
    bool good = true;
    for (const auto &[name, inner] : members(value)) {
        for (const auto &[pattern, schema] : members(operand)) {
            bool found = false;
            if (!spend(1))
                return good;
            if (!findsPattern(pattern, name, found))
                return fail("patternProperties",
                            u"%1 takes too long to be checked against %2"_s.arg(valueText(name), valueText(pattern)));
            if (found)
                good = checkBelow(schema, inner, &name) && good;
        }
    }
    return good;
}

//! \returns false if that can not be told in reasonable time.
bool SchemaChecker::isNamed(const Json &schema, const std::string &name, bool &named)
{
    const Json *properties = core::member(schema, "properties");
    named = properties != nullptr && find(*properties, name) != nullptr;
    const Json *patterns = core::member(schema, "patternProperties");
    if (named || patterns == nullptr)
        return true;
    for (const auto &[pattern, inner] : members(*patterns)) {
        if (!spend(1) || !findsPattern(pattern, name, named))
            return false;
        if (named)
            return true;
    }
    return true;
}

bool SchemaChecker::checkAdditionalProperties(const Json &schema, const Json &operand, const Json &value)
{
    if (!value.is_object())
        return true;
    bool good = true;
    QStringList extra;
    qsizetype count = 0;
    for (const auto &[name, inner] : members(value)) {
        bool named = false;
        if (m_gaveUp || (!isNamed(schema, name, named) && !m_gaveUp))
            return m_gaveUp || fail("additionalProperties", u"%1 takes too long to be checked"_s.arg(valueText(name)));
        if (named)
            continue;
        if (operand != false)
            good = checkBelow(operand, inner, &name) && good;
        else if (++count <= maxNames)
            extra.append(valueText(name));
    }
    if (count == 0 || m_gaveUp)
        return good;
    if (count > maxNames)
        extra.append(u"…"_s);
    return fail("additionalProperties", u"Additional properties are not allowed (%1 %2 unexpected)"_s.arg(
                                            extra.join(u", "_s), count == 1 ? u"was"_s : u"were"_s));
}

bool SchemaChecker::checkPropertyNames(const Json &, const Json &operand, const Json &value)
{
    if (!value.is_object())
        return true;
    bool good = true;
    for (const auto &[name, inner] : members(value)) {
        good = check(operand, Json(name)) && good; // findings stand at the object: a name has no pointer
        if (m_gaveUp)
            break;
    }
    return good;
}

bool SchemaChecker::checkDependencies(const Json &, const Json &operand, const Json &value)
{
    if (!value.is_object())
        return true;
    bool good = true;
    for (const auto &[name, needed] : members(operand)) {
        if (find(value, name) == nullptr)
            continue;
        if (!needed.is_array()) {
            good = check(needed, value) && good;
            continue;
        }
        for (const Json &other : needed) {
            if (find(value, other.get_ref<const std::string &>()) == nullptr && !m_gaveUp)
                good = fail("dependencies", u"%1 is a dependency of %2"_s.arg(valueText(other), valueText(name)));
        }
    }
    return good;
}

} // namespace flowlang
