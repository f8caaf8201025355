#include "emulator/validation/fieldcheck.h"

#include "core/ids.h"
#include "flowlang/timestamp.h"

#include <algorithm>

using namespace Qt::StringLiterals;
using core::Json;

namespace emulator::validation {

namespace {

//! What is wrong with a value, as message and type; both empty if nothing is.
struct Wrong
{
    QString msg;
    QString type;
};

bool isUrl(const std::string &text)
{
    constexpr std::string_view scheme = "https://";
    return text.size() > scheme.size() && text.starts_with(scheme) && text.find('\n') == std::string::npos;
}

Wrong wrongText(FieldKind kind, const Json &value)
{
    if (!value.is_string())
        return {u"str type expected"_s, u"type_error.str"_s};
    const auto &text = value.get_ref<const std::string &>();
    if (kind == FieldKind::Url && !isUrl(text))
        return {u"string does not match regex \"^https://.+$\""_s, u"value_error.str.regex"_s};
    if (kind == FieldKind::DateTime && !flowlang::parseTimestamp(QByteArrayView(text)))
        return {u"invalid datetime format"_s, u"value_error.datetime"_s};
    if (kind == FieldKind::Uuid && !core::isUuid(core::toQString(text)))
        return {u"value is not a valid uuid"_s, u"type_error.uuid"_s};
    return {};
}

Wrong wrongList(FieldKind kind, const Json &value)
{
    if (!value.is_array())
        return {u"value is not a valid list"_s, u"type_error.list"_s};
    if (kind == FieldKind::FullList && value.empty())
        return {u"ensure this value has at least 1 items"_s, u"value_error.list.min_items"_s};
    return {};
}

Wrong wrongValue(FieldKind kind, const Json &value)
{
    if (value.is_null() && kind != FieldKind::Anything)
        return {u"none is not an allowed value"_s, u"type_error.none.not_allowed"_s};
    switch (kind) {
    case FieldKind::Text:
    case FieldKind::Url:
    case FieldKind::DateTime:
    case FieldKind::Uuid:
        return wrongText(kind, value);
    case FieldKind::Integer:
        return value.is_number_integer() ? Wrong() : Wrong{u"value is not a valid integer"_s, u"type_error.integer"_s};
    case FieldKind::Number:
        return value.is_number() ? Wrong() : Wrong{u"value is not a valid float"_s, u"type_error.float"_s};
    case FieldKind::Boolean:
        return value.is_boolean() ? Wrong() : Wrong{u"value is not a valid boolean"_s, u"type_error.bool"_s};
    case FieldKind::Object:
        return value.is_object() ? Wrong() : Wrong{u"value is not a valid dict"_s, u"type_error.dict"_s};
    case FieldKind::List:
    case FieldKind::FullList:
        return wrongList(kind, value);
    case FieldKind::Anything:
        break;
    }
    return {};
}

std::vector<FieldRule>::const_iterator ruleOf(const std::string &key, const std::vector<FieldRule> &rules)
{
    return std::find_if(rules.begin(), rules.end(), [&key](const FieldRule &one) { return one.name == key; });
}

} // namespace

void checkFields(const Json &object, const std::vector<FieldRule> &rules, const Json &loc, ProblemList &problems)
{
    for (const FieldRule &rule : rules) {
        if (rule.required && !object.contains(rule.name))
            problems.add(below(loc, rule.name), u"field required"_s, u"value_error.missing"_s);
    }
    for (const auto &[key, value] : object.items()) {
        if (problems.isFull())
            return;
        const auto rule = ruleOf(key, rules);
        if (rule == rules.end()) {
            problems.add(below(loc, key), u"extra fields not permitted"_s, u"value_error.extra"_s);
        } else if (const Wrong wrong = wrongValue(rule->kind, value); !wrong.msg.isEmpty()) {
            problems.add(below(loc, key), wrong.msg, wrong.type);
        }
    }
}

} // namespace emulator::validation
