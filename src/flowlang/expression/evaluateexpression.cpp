#include "flowlang/evaluate.h"
#include "flowlang/expression/evaluator.h"
#include "flowlang/expression/parser.h"

using namespace Qt::StringLiterals;

namespace flowlang {

namespace {

EvaluationError errorAt(QStringView text, QLatin1String verb, qsizetype position, const QString &message)
{
    constexpr qsizetype most = 200;
    QString shown = text.left(most).toString();
    if (text.size() > most)
        shown += u'…';
    EvaluationError error;
    error.position = position;
    error.cause =
        u"The expression '%1' %2 at character %3: %4"_s.arg(shown, verb, QString::number(position + 1), message);
    return error;
}

} // namespace

Evaluated evaluateExpression(QStringView text, const EvaluationScope &scope)
{
    using namespace expression;
    const auto parsed = parseExpression(text);
    if (const auto *error = std::get_if<SyntaxError>(&parsed))
        return errorAt(text, "is wrong"_L1, error->position, error->message);
    const Node &root = *std::get<Expression>(parsed).root;
    Evaluator evaluator(scope);
    qsizetype position = -1;
    try {
        const Value value = evaluator.evaluate(root);
        position = root.position; // a result that is no JSON is a matter of the whole
        return toJson(value);
    } catch (const Failure &failure) {
        return errorAt(text, "failed"_L1, position < 0 ? evaluator.position() : position, failure.message);
    }
}

} // namespace flowlang
