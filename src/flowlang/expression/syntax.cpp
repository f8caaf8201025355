#include "flowlang/expression/syntax.h"

#include "flowlang/expression/limits.h"
#include "flowlang/expression/parser.h"

using namespace Qt::StringLiterals;

namespace flowlang::expression {

namespace {

//! What may stand behind a whole expression only by mistake, with a better message than "unexpected".
QString adviceFor(const QString &symbol)
{
    if (symbol == ":="_L1 || symbol == "="_L1)
        return u"Expressions can not assign; compare with ==."_s;
    if (symbol == "&"_L1 || symbol == "|"_L1 || symbol == "^"_L1 || symbol == "~"_L1 || symbol == "<<"_L1 ||
        symbol == ">>"_L1)
        return u"The bit operator '%1' is not available; use and, or, not."_s.arg(symbol);
    if (symbol == "@"_L1)
        return u"Decorators and '@' are not available in expressions."_s;
    if (symbol == ";"_L1)
        return u"There can only be one expression."_s;
    if (symbol == "!"_L1)
        return u"'!' is not an operator; write not."_s;
    return {};
}

} // namespace

Parser::Nested::Nested(Parser &parser)
    : m_depth(parser.m_depth)
{
    if (m_depth >= maxDepth)
        throw SyntaxError{parser.token().position, u"The expression is nested more than %1 deep."_s.arg(maxDepth)};
    ++m_depth;
}

Parser::Nested::~Nested()
{
    --m_depth;
}

Parser::Parser(QStringView text, qsizetype begin, qsizetype end, bool bracketed, int &depth)
    : m_text(text)
    , m_tokens(tokenize(text, begin, end, bracketed))
    , m_depth(depth)
{
}

NodePtr Parser::whole()
{
    if (token().type == Token::Type::End)
        fail(token().position, u"The expression is empty."_s);
    NodePtr root = expression();
    if (at(u","))
        fail(token().position, u"A tuple needs parentheses around it."_s);
    if (at(u"for"))
        fail(token().position, u"A comprehension needs square brackets around it."_s);
    if (token().type != Token::Type::End)
        unexpected(u"an operator or the end");
    return root;
}

bool Parser::at(QStringView symbolOrKeyword) const
{
    const Token &now = token();
    return (now.type == Token::Type::Symbol || now.type == Token::Type::Keyword) && now.text == symbolOrKeyword;
}

bool Parser::take(QStringView symbolOrKeyword)
{
    if (!at(symbolOrKeyword))
        return false;
    ++m_index;
    return true;
}

void Parser::expect(QStringView symbol, QStringView opened)
{
    if (!take(symbol))
        unexpected(QString(u'\'' % symbol % u"' to close "_s % opened));
}

void Parser::unexpected(QStringView wanted) const
{
    const Token &now = token();
    switch (now.type) {
    case Token::Type::End:
        fail(now.position, u"The expression ends where %1 is needed."_s.arg(wanted));
    case Token::Type::Symbol:
        if (const QString advice = adviceFor(now.text); !advice.isEmpty())
            fail(now.position, advice);
        break;
    case Token::Type::Number:
        fail(now.position, u"Found a number where %1 is needed."_s.arg(wanted));
    case Token::Type::String:
    case Token::Type::FormattedString:
        fail(now.position, u"Found text where %1 is needed."_s.arg(wanted));
    case Token::Type::Backtick:
        fail(now.position, u"Found a path where %1 is needed."_s.arg(wanted));
    case Token::Type::Name:
    case Token::Type::Keyword:
        break;
    }
    fail(now.position, u"Found '%1' where %2 is needed."_s.arg(now.text, wanted));
}

void Parser::fail(qsizetype position, const QString &message) const
{
    throw SyntaxError{position, message};
}

NodePtr Parser::expression()
{
    const Nested nested(*this);
    const qsizetype position = token().position;
    NodePtr value = alternatives();
    if (!at(u"if"))
        return value;
    Conditional conditional;
    while (take(u"if")) {
        NodePtr condition = alternatives();
        conditional.branches.push_back({std::move(value), std::move(condition)});
        if (!take(u"else"))
            unexpected(u"'else'");
        value = alternatives();
    }
    conditional.otherwise = std::move(value);
    return node(position, std::move(conditional));
}

NodePtr Parser::alternatives()
{
    const qsizetype position = token().position;
    NodePtr first = conjunction();
    if (!at(u"or"))
        return first;
    Logic logic{false, {}};
    logic.operands.push_back(std::move(first));
    while (take(u"or"))
        logic.operands.push_back(conjunction());
    return node(position, std::move(logic));
}

NodePtr Parser::conjunction()
{
    const qsizetype position = token().position;
    NodePtr first = negation();
    if (!at(u"and"))
        return first;
    Logic logic{true, {}};
    logic.operands.push_back(std::move(first));
    while (take(u"and"))
        logic.operands.push_back(negation());
    return node(position, std::move(logic));
}

NodePtr Parser::negation()
{
    if (!at(u"not"))
        return comparison();
    const qsizetype position = token().position;
    Unary unary;
    while (take(u"not"))
        unary.signs.push_back(Unary::Sign::Not);
    unary.operand = comparison();
    return node(position, std::move(unary));
}

bool Parser::takeComparison(Comparison &comparison)
{
    static constexpr std::pair<QStringView, Comparison> plain[]{
        {u"==", Comparison::Equal}, {u"!=", Comparison::NotEqual}, {u"<=", Comparison::LessEqual},
        {u"<", Comparison::Less},   {u">", Comparison::Greater},   {u">=", Comparison::GreaterEqual},
        {u"in", Comparison::In},
    };
    for (const auto &[symbol, meaning] : plain) {
        if (take(symbol)) {
            comparison = meaning;
            return true;
        }
    }
    if (take(u"is")) {
        comparison = take(u"not") ? Comparison::IsNot : Comparison::Is;
        return true;
    }
    if (take(u"not")) {
        if (!take(u"in"))
            unexpected(u"'in' behind 'not'");
        comparison = Comparison::NotIn;
        return true;
    }
    return false;
}

NodePtr Parser::comparison()
{
    ComparisonChain chain;
    const qsizetype begin = token().position;
    chain.first = sum();
    qsizetype position = token().position;
    for (Comparison comparison{}; takeComparison(comparison); position = token().position)
        chain.steps.push_back({comparison, position, sum()});
    return chain.steps.empty() ? std::move(chain.first) : node(begin, std::move(chain));
}

NodePtr Parser::sum()
{
    Arithmetic chain;
    const qsizetype begin = token().position;
    chain.first = term();
    while (at(u"+") || at(u"-")) {
        const qsizetype position = token().position;
        const Operator op = take(u"+") ? Operator::Add : (take(u"-"), Operator::Subtract);
        chain.steps.push_back({op, position, term()});
    }
    return chain.steps.empty() ? std::move(chain.first) : node(begin, std::move(chain));
}

NodePtr Parser::term()
{
    static constexpr std::pair<QStringView, Operator> operators[]{
        {u"*", Operator::Multiply}, {u"/", Operator::Divide}, {u"//", Operator::FloorDivide}, {u"%", Operator::Modulo}};
    Arithmetic chain;
    const qsizetype begin = token().position;
    chain.first = factor();
    for (bool more = true; more;) {
        more = false;
        for (const auto &[symbol, op] : operators) {
            const qsizetype position = token().position;
            if (take(symbol)) {
                chain.steps.push_back({op, position, factor()});
                more = true;
                break;
            }
        }
    }
    return chain.steps.empty() ? std::move(chain.first) : node(begin, std::move(chain));
}

NodePtr Parser::factor()
{
    if (!at(u"+") && !at(u"-"))
        return power();
    const qsizetype position = token().position;
    Unary unary;
    while (at(u"+") || at(u"-"))
        unary.signs.push_back(take(u"-") ? Unary::Sign::Minus : (take(u"+"), Unary::Sign::Plus));
    unary.operand = power();
    return node(position, std::move(unary));
}

NodePtr Parser::power()
{
    const qsizetype begin = token().position;
    NodePtr base = postfix();
    const qsizetype position = token().position;
    if (!take(u"**"))
        return base;
    const Nested nested(*this);
    Arithmetic chain;
    chain.first = std::move(base);
    chain.steps.push_back({Operator::Power, position, factor()});
    return node(begin, std::move(chain));
}

} // namespace flowlang::expression
