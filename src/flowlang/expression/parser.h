#pragma once

#include "flowlang/expression/ast.h"

#include <QString>
#include <QStringView>

#include <memory>
#include <variant>

namespace flowlang::expression {

//! A parsed expression. Cheap to copy; the tree is shared and never changes.
struct Expression
{
    QString text; //!< as it was parsed
    std::shared_ptr<const Node> root;
};

//! Why a text is no expression, and where.
struct SyntaxError
{
    qsizetype position = 0; //!< UTF-16 units from 0 in the text; its length if something is missing at the end
    QString message;        //!< a sentence for people
};

//! Parses a `.=` expression (flow-language.md 4.1). Never fails otherwise, whatever the text: length and nesting are
//! limited (limits.h).
[[nodiscard]] std::variant<Expression, SyntaxError> parseExpression(QStringView text);

} // namespace flowlang::expression
