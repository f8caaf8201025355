#pragma once

#include "flowlang/expression/value.h"

#include <QString>

#include <memory>
#include <utility>
#include <variant>
#include <vector>

// The tree of a parsed expression (grammar: flow-language.md 4.1). Chains (`a + b - c`, `a.b[0].c()`, `x if a else y if
// b else z`) are one node with a list, so that the tree is never deeper than the brackets of the text. Positions are
// UTF-16 units from 0 in the text that was parsed.

namespace flowlang::expression {

struct Node;
using NodePtr = std::unique_ptr<const Node>;

//! A number, text, True, False or None.
struct Literal
{
    Value value;
};

//! A bare name: a comprehension variable, `_context`, or a key of the run state.
struct Name
{
    QString name;
};

//! A JSONPath in backticks.
struct Path
{
    QString path;
};

//! f'…': text and values in turn.
struct FormattedText
{
    struct Part
    {
        Text text;           //!< stands before the value
        NodePtr value;       //!< null in a last part that is text alone
        bool asRepr = false; //!< `!r`
    };
    std::vector<Part> parts;
};

struct ListDisplay
{
    std::vector<NodePtr> items;
};

struct TupleDisplay
{
    std::vector<NodePtr> items;
};

struct DictDisplay
{
    std::vector<std::pair<NodePtr, NodePtr>> entries;
};

//! What a comprehension assigns to: a name, or several things in turn.
struct Target
{
    qsizetype position = 0;
    QString name; //!< empty if this is a tuple
    std::vector<Target> parts;
};

struct Comprehension
{
    struct Clause
    {
        Target target;
        NodePtr iterable;
        std::vector<NodePtr> conditions;
    };
    NodePtr element;
    std::vector<Clause> clauses; //!< at least one
};

//! `base.name[index](args)…`
struct Postfix
{
    struct Attribute
    {
        QString name;
    };
    struct Index
    {
        NodePtr index;
    };
    struct Slice
    {
        NodePtr begin; //!< null if left out, as the other two
        NodePtr end;
        NodePtr step;
    };
    struct Argument
    {
        QString name; //!< empty for a positional one
        NodePtr value;
    };
    struct Call
    {
        std::vector<Argument> arguments;
    };
    struct Step
    {
        qsizetype position = 0;
        std::variant<Attribute, Index, Slice, Call> what;
    };
    NodePtr base;
    std::vector<Step> steps; //!< at least one
};

enum class Operator { Add, Subtract, Multiply, Divide, FloorDivide, Modulo, Power };
enum class Comparison { Equal, NotEqual, Less, LessEqual, Greater, GreaterEqual, In, NotIn, Is, IsNot };

//! Signs and `not`s before a value.
struct Unary
{
    enum class Sign { Plus, Minus, Not };
    std::vector<Sign> signs; //!< as written; the last one is applied first
    NodePtr operand;
};

//! Operators of one rank, from left to right; a Power has exactly one.
struct Arithmetic
{
    struct Step
    {
        Operator op = Operator::Add;
        qsizetype position = 0;
        NodePtr operand;
    };
    NodePtr first;
    std::vector<Step> steps;
};

//! `a < b == c`: every neighbouring pair must hold.
struct ComparisonChain
{
    struct Step
    {
        Comparison comparison = Comparison::Equal;
        qsizetype position = 0;
        NodePtr operand;
    };
    NodePtr first;
    std::vector<Step> steps;
};

//! `a and b and c` or `a or b or c`; the result is an operand.
struct Logic
{
    bool isAnd = true;
    std::vector<NodePtr> operands;
};

//! `x if a else y if b else z`
struct Conditional
{
    struct Branch
    {
        NodePtr value;
        NodePtr condition;
    };
    std::vector<Branch> branches;
    NodePtr otherwise;
};

struct Node
{
    qsizetype position = 0;
    std::variant<Literal, Name, Path, FormattedText, ListDisplay, TupleDisplay, DictDisplay, Comprehension, Postfix,
                 Unary, Arithmetic, ComparisonChain, Logic, Conditional>
        what;
};

} // namespace flowlang::expression
