#include "flowlang/expression/parser.h"

#include "flowlang/expression/limits.h"
#include "flowlang/expression/syntax.h"

using namespace Qt::StringLiterals;

namespace flowlang::expression {

std::variant<Expression, SyntaxError> parseExpression(QStringView text)
{
    try {
        if (text.size() > maxExpressionLength)
            return SyntaxError{maxExpressionLength,
                               u"The expression is longer than %1 characters."_s.arg(maxExpressionLength)};
        int depth = 0;
        Parser parser(text, 0, text.size(), false, depth);
        NodePtr root = parser.whole();
        return Expression{text.toString(), std::move(root)};
    } catch (const SyntaxError &error) {
        return error;
    }
}

} // namespace flowlang::expression
