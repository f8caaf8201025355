#pragma once

#include "flowlang/schema/compiledschema.h"

namespace flowlang {

//! Looks for schemas that lead back to themselves without going into the value (`{"$ref": "#"}`, two that refer to each
//! other, an allOf that contains itself), and for chains of more than `maxSchemaChain` such steps. Recursion through
//! properties or items is no problem: the value ends it.
//! \returns one sentence, empty if all is well; `where` is the schema.
[[nodiscard]] QString findEndlessChain(const CompiledSchema &compiled, const QList<const core::Json *> &schemas,
                                       const core::Json *&where);

constexpr int maxSchemaChain = 64;

} // namespace flowlang
