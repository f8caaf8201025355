#include "flowlang/schema/compiledschema.h"

#include <array>
#include <string_view>
#include <utility>

namespace flowlang {

namespace {

using Shape = KeywordShape;

//! Source: JSON Schema draft-07, validation and core. Later keywords are listed because ignoring them in silence would
//! let through what the author meant to refuse; the service's closed meta-schema (flow-language.md 8.1) knows none.
constexpr std::array<std::pair<std::string_view, Shape>, 47> shapes{{
    {"$ref", Shape::Reference},
    {"additionalItems", Shape::Schema},
    {"additionalProperties", Shape::Schema},
    {"allOf", Shape::SchemaList},
    {"anyOf", Shape::SchemaList},
    {"contains", Shape::Schema},
    {"definitions", Shape::SchemaMap},
    {"dependencies", Shape::DependencyMap},
    {"else", Shape::Schema},
    {"enum", Shape::List},
    {"exclusiveMaximum", Shape::Number},
    {"exclusiveMinimum", Shape::Number},
    {"format", Shape::Text},
    {"if", Shape::Schema},
    {"items", Shape::SchemaOrList},
    {"maxItems", Shape::Count},
    {"maxLength", Shape::Count},
    {"maxProperties", Shape::Count},
    {"maximum", Shape::Number},
    {"minItems", Shape::Count},
    {"minLength", Shape::Count},
    {"minProperties", Shape::Count},
    {"minimum", Shape::Number},
    {"multipleOf", Shape::PositiveNumber},
    {"not", Shape::Schema},
    {"oneOf", Shape::SchemaList},
    {"pattern", Shape::Pattern},
    {"patternProperties", Shape::PatternMap},
    {"properties", Shape::SchemaMap},
    {"propertyNames", Shape::Schema},
    {"required", Shape::Names},
    {"then", Shape::Schema},
    {"type", Shape::TypeNames},
    {"uniqueItems", Shape::Boolean},
    {"$anchor", Shape::Unsupported},
    {"$defs", Shape::Unsupported},
    {"$dynamicRef", Shape::Unsupported},
    {"$recursiveRef", Shape::Unsupported},
    {"dependentRequired", Shape::Unsupported},
    {"dependentSchemas", Shape::Unsupported},
    {"maxContains", Shape::Unsupported},
    {"minContains", Shape::Unsupported},
    {"prefixItems", Shape::Unsupported},
    {"unevaluatedItems", Shape::Unsupported},
    {"unevaluatedProperties", Shape::Unsupported},
    {"$vocabulary", Shape::Unsupported},
    {"$dynamicAnchor", Shape::Unsupported},
}};

} // namespace

KeywordShape shapeOf(const std::string &keyword)
{
    for (const auto &[name, shape] : shapes) {
        if (name == keyword)
            return shape;
    }
    return Shape::Other;
}

} // namespace flowlang
