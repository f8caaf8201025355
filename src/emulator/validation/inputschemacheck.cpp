#include "emulator/validation/inputschemacheck.h"

#include "flowlang/inputschema.h"

#include <algorithm>
#include <array>
#include <string_view>

using namespace Qt::StringLiterals;
using core::Json;

namespace emulator::validation {

namespace {

//! The members of the published, closed meta-schema.
constexpr std::array<std::string_view, 47> keywords{"$id",
                                                    "$schema",
                                                    "$ref",
                                                    "$comment",
                                                    "title",
                                                    "description",
                                                    "default",
                                                    "readOnly",
                                                    "writeOnly",
                                                    "examples",
                                                    "multipleOf",
                                                    "maximum",
                                                    "minimum",
                                                    "exclusiveMaximum",
                                                    "maxLength",
                                                    "exclusiveMinimum",
                                                    "minLength",
                                                    "pattern",
                                                    "items",
                                                    "additionalItems",
                                                    "maxItems",
                                                    "minItems",
                                                    "uniqueItems",
                                                    "contains",
                                                    "maxProperties",
                                                    "minProperties",
                                                    "required",
                                                    "additionalProperties",
                                                    "definitions",
                                                    "properties",
                                                    "dependencies",
                                                    "patternProperties",
                                                    "propertyNames",
                                                    "const",
                                                    "enum",
                                                    "type",
                                                    "format",
                                                    "contentMediaType",
                                                    "if",
                                                    "contentEncoding",
                                                    "then",
                                                    "else",
                                                    "allOf",
                                                    "anyOf",
                                                    "oneOf",
                                                    "not",
                                                    "propertyOrder"};

bool contains(std::initializer_list<std::string_view> list, const std::string &key)
{
    return std::find(list.begin(), list.end(), key) != list.end();
}

//! Of an object; none of anything else.
const Json::object_t &membersOf(const Json &value)
{
    static const Json::object_t none;
    return value.is_object() ? value.get_ref<const Json::object_t &>() : none;
}

// The depth of a schema is limited where it is parsed.
void checkKeywords(const Json &schema, const Json &loc, ProblemList &problems)
{
    if (!schema.is_object() || problems.isFull())
        return; // what else may stand here is looked at by compiling
    for (const auto &[key, value] : schema.items()) {
        const Json at = below(loc, key);
        if (std::find(keywords.begin(), keywords.end(), key) == keywords.end()) {
            problems.add(at, u"Additional properties are not allowed ('%1' was unexpected)"_s.arg(
                                 core::toQString(key).left(200)));
        } else if (contains({"properties", "patternProperties", "definitions", "dependencies"}, key)) {
            for (const auto &[name, inner] : membersOf(value))
                checkKeywords(inner, below(at, name), problems);
        } else if (contains({"items", "allOf", "anyOf", "oneOf"}, key) && value.is_array()) {
            for (std::size_t i = 0; i < value.size(); ++i)
                checkKeywords(value[i], below(at, i), problems);
        } else if (contains({"items", "additionalItems", "additionalProperties", "contains", "propertyNames", "if",
                             "then", "else", "not"},
                            key)) {
            checkKeywords(value, at, problems);
        }
    }
}

//! `["input_schema", "a", 0]` for the pointer `/a/0`.
Json placeOf(const Json &schema, const QString &pointer)
{
    Json loc = Json::array({"input_schema"});
    const Json *here = &schema;
    QString walked;
    for (const QString &token : pointer.split(u'/').mid(1)) {
        const bool index = here && here->is_array();
        loc = below(std::move(loc), index ? Json(token.toLongLong()) : Json(core::toStd(core::pointerKey(token))));
        walked += u'/' + token;
        here = core::valueAt(schema, walked);
    }
    return loc;
}

} // namespace

void checkInputSchema(const Json &schema, ProblemList &problems)
{
    if (!schema.is_object()) {
        problems.add({"input_schema"}, u"value is not a valid dict"_s, u"type_error.dict"_s);
        return;
    }
    checkKeywords(schema, {"input_schema"}, problems);
    const flowlang::InputSchema compiled = flowlang::InputSchema::compile(schema);
    if (!compiled.problem().isEmpty())
        problems.add(placeOf(schema, compiled.problemPointer()), compiled.problem());
}

} // namespace emulator::validation
