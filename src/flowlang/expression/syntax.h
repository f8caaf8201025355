#pragma once

#include "flowlang/expression/ast.h"
#include "flowlang/expression/lexer.h"

namespace flowlang::expression {

//! Recursive descent over the tokens of a part of a text. Every function throws SyntaxError. Recursion happens in
//! expression(), power() and target() alone, which count their depth.
class Parser
{
public:
    //! \param depth  shared by the parser of the whole and those of the values within its formatted texts
    Parser(QStringView text, qsizetype begin, qsizetype end, bool bracketed, int &depth);

    //! One expression, and nothing behind it.
    [[nodiscard]] NodePtr whole();

private:
    class Nested;

    // syntax.cpp: tokens, and operators from the weakest to the strongest
    [[nodiscard]] const Token &token() const { return m_tokens[m_index]; }
    [[nodiscard]] bool at(QStringView symbolOrKeyword) const;
    bool take(QStringView symbolOrKeyword);
    void expect(QStringView symbol, QStringView opened);
    [[noreturn]] void unexpected(QStringView wanted) const;
    [[noreturn]] void fail(qsizetype position, const QString &message) const;
    template<typename T>
    [[nodiscard]] static NodePtr node(qsizetype position, T what);

    [[nodiscard]] NodePtr expression();
    [[nodiscard]] NodePtr alternatives();
    [[nodiscard]] NodePtr conjunction();
    [[nodiscard]] NodePtr negation();
    [[nodiscard]] NodePtr comparison();
    [[nodiscard]] bool takeComparison(Comparison &comparison);
    [[nodiscard]] NodePtr sum();
    [[nodiscard]] NodePtr term();
    [[nodiscard]] NodePtr factor();
    [[nodiscard]] NodePtr power();

    // syntaxatoms.cpp: names, displays, calls
    [[nodiscard]] NodePtr postfix();
    [[nodiscard]] Postfix::Step attribute(qsizetype position);
    [[nodiscard]] Postfix::Step subscript(qsizetype position);
    [[nodiscard]] Postfix::Step call(qsizetype position);
    [[nodiscard]] NodePtr atom();
    [[nodiscard]] NodePtr keyword();
    [[nodiscard]] NodePtr bracketed();
    [[nodiscard]] NodePtr parenthesized(qsizetype position);
    [[nodiscard]] NodePtr list(qsizetype position);
    [[nodiscard]] NodePtr dict(qsizetype position);
    [[nodiscard]] NodePtr comprehension(qsizetype position, NodePtr element);
    [[nodiscard]] Target target();
    [[nodiscard]] Target targetPart();
    [[nodiscard]] NodePtr strings();
    void formatted(const Token &token, FormattedText &text, Text &plain);
    [[nodiscard]] qsizetype formattedValue(const Token &token, qsizetype open, FormattedText::Part &part);
    void refuseStar() const;

    QStringView m_text;
    std::vector<Token> m_tokens;
    std::size_t m_index = 0;
    int &m_depth;
};

//! Counts one level of nesting as long as it lives; throws SyntaxError beyond the limit.
class Parser::Nested
{
public:
    explicit Nested(Parser &parser);
    ~Nested();
    Q_DISABLE_COPY_MOVE(Nested)

private:
    int &m_depth;
};

template<typename T>
NodePtr Parser::node(qsizetype position, T what)
{
    return std::make_unique<const Node>(Node{position, std::move(what)});
}

} // namespace flowlang::expression
