#pragma once

#include "flowlang/expression/ast.h"
#include "flowlang/expression/callable.h"

namespace flowlang::expression {

//! Walks the tree of an expression. Throws Failure; position() then says where.
class Evaluator
{
public:
    explicit Evaluator(const EvaluationScope &scope);

    [[nodiscard]] Value evaluate(const Node &node);
    //! Where the evaluation is, UTF-16 units from 0.
    [[nodiscard]] qsizetype position() const { return m_position; }

private:
    [[nodiscard]] Value visit(const Literal &literal);
    [[nodiscard]] Value visit(const Name &name);
    [[nodiscard]] Value visit(const Path &path);
    [[nodiscard]] Value visit(const FormattedText &text);
    [[nodiscard]] Value visit(const ListDisplay &display);
    [[nodiscard]] Value visit(const TupleDisplay &display);
    [[nodiscard]] Value visit(const DictDisplay &display);
    [[nodiscard]] Value visit(const Comprehension &comprehension);
    [[nodiscard]] Value visit(const Postfix &chain);
    [[nodiscard]] Value visit(const Unary &unary);
    [[nodiscard]] Value visit(const Arithmetic &chain);
    [[nodiscard]] Value visit(const ComparisonChain &chain);
    [[nodiscard]] Value visit(const Logic &logic);
    [[nodiscard]] Value visit(const Conditional &conditional);

    [[nodiscard]] Items evaluateAll(const std::vector<NodePtr> &nodes);
    [[nodiscard]] Value evaluateOrNone(const NodePtr &node);
    void runClause(const Comprehension &comprehension, std::size_t clause, const Value &iterable, Items &result);
    void assign(const Target &target, const Value &value);
    [[nodiscard]] Value step(const Value &value, const Postfix::Step &step);
    [[nodiscard]] Value attribute(const Value &value, const QString &name);
    [[nodiscard]] Value callMethod(const Value &self, const QString &name, const Postfix::Call &call);
    [[nodiscard]] Value callFunction(const Node &base, const Postfix::Call &call);
    [[nodiscard]] Value call(const Callable &callable, const Value &self, const Postfix::Call &call);

    Runtime m_runtime;
    qsizetype m_position = 0;
    std::vector<std::pair<QString, Value>> m_locals; //!< of the comprehensions that run, the innermost last
};

} // namespace flowlang::expression
