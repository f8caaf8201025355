#pragma once

#include "core/json.h"
#include "flowlang/schema/pattern.h"

#include <string>
#include <unordered_map>

namespace flowlang {

//! A schema that has been looked through: what refers to what, and its regular expressions. Not to be moved or copied:
//! the references point into the document.
struct CompiledSchema
{
    CompiledSchema() = default;
    Q_DISABLE_COPY_MOVE(CompiledSchema)

    core::Json document = core::Json::object();
    QString problem; //!< why it can not be used; empty if it can, and only then the rest is complete
    QString problemPointer;
    std::unordered_map<const core::Json *, const core::Json *> references; //!< from the schema that has a `$ref`
    std::unordered_map<std::string, Pattern> patterns;                     //!< by their text

    //! Looks through `document` and fills the rest.
    void compile();
};

//! What stands at a keyword whose values are schemas, as far as JSON Schema draft-07 knows it.
enum class KeywordShape {
    Other,
    Schema,
    SchemaOrList, //!< items
    SchemaList,
    SchemaMap,
    PatternMap,    //!< a map whose names are regular expressions
    DependencyMap, //!< a map of schemas or lists of names
    Number,
    PositiveNumber,
    Count,
    Boolean,
    Pattern,
    TypeNames,
    Names,
    List,
    Reference,
    Text,
    Unsupported, //!< of later drafts: would change what the schema means
};
[[nodiscard]] KeywordShape shapeOf(const std::string &keyword);

} // namespace flowlang
