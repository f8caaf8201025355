#include "flowlang/expression/parser.h"
#include "flowlang/expression/syntax.h"

using namespace Qt::StringLiterals;

namespace flowlang::expression {

NodePtr Parser::postfix()
{
    Postfix chain;
    const qsizetype begin = token().position;
    chain.base = atom();
    while (true) {
        const qsizetype position = token().position;
        if (take(u"."))
            chain.steps.push_back(attribute(position));
        else if (take(u"["))
            chain.steps.push_back(subscript(position));
        else if (take(u"("))
            chain.steps.push_back(call(position));
        else
            break;
    }
    return chain.steps.empty() ? std::move(chain.base) : node(begin, std::move(chain));
}

Postfix::Step Parser::attribute(qsizetype position)
{
    const Token &name = token();
    if (name.type == Token::Type::Keyword)
        fail(name.position, u"'%1' is a reserved word; write ['%1'] instead of .%1."_s.arg(name.text));
    if (name.type != Token::Type::Name)
        unexpected(u"a name behind the dot");
    ++m_index;
    return {position, Postfix::Attribute{name.text}};
}

Postfix::Step Parser::subscript(qsizetype position)
{
    NodePtr begin = at(u":") ? nullptr : expression();
    if (at(u","))
        fail(token().position, u"Only one index is possible."_s);
    if (!take(u":")) {
        expect(u"]", u"the index");
        return {position, Postfix::Index{std::move(begin)}};
    }
    Postfix::Slice slice;
    slice.begin = std::move(begin);
    if (!at(u":") && !at(u"]"))
        slice.end = expression();
    if (take(u":") && !at(u"]"))
        slice.step = expression();
    expect(u"]", u"the slice");
    return {position, std::move(slice)};
}

void Parser::refuseStar() const
{
    if (at(u"*") || at(u"**"))
        fail(token().position, u"Unpacking with '%1' is not available in expressions."_s.arg(token().text));
}

Postfix::Step Parser::call(qsizetype position)
{
    Postfix::Call call;
    bool named = false;
    while (!at(u")")) {
        refuseStar();
        Postfix::Argument argument;
        const bool isName = token().type == Token::Type::Name && m_tokens[m_index + 1].type == Token::Type::Symbol &&
                            m_tokens[m_index + 1].text == "="_L1;
        if (isName) {
            argument.name = token().text;
            m_index += 2;
        } else if (named) {
            fail(token().position, u"An argument without name can not follow one with a name."_s);
        }
        named = isName;
        argument.value = expression();
        if (at(u"for"))
            fail(token().position, u"Generators are not available; put [ ] around the comprehension."_s);
        call.arguments.push_back(std::move(argument));
        if (!take(u","))
            break;
    }
    expect(u")", u"the call");
    return {position, std::move(call)};
}

NodePtr Parser::atom()
{
    const Token &now = token();
    switch (now.type) {
    case Token::Type::Name:
        ++m_index;
        return node(now.position, Name{now.text});
    case Token::Type::Number:
        ++m_index;
        return node(now.position, Literal{now.value});
    case Token::Type::Backtick:
        ++m_index;
        return node(now.position, Path{now.text});
    case Token::Type::String:
    case Token::Type::FormattedString:
        return strings();
    case Token::Type::Keyword:
        return keyword();
    case Token::Type::Symbol:
        return bracketed();
    case Token::Type::End:
        break;
    }
    unexpected(u"a value");
}

NodePtr Parser::keyword()
{
    const qsizetype position = token().position;
    if (take(u"True"))
        return node(position, Literal{Value::boolean(true)});
    if (take(u"False"))
        return node(position, Literal{Value::boolean(false)});
    if (take(u"None"))
        return node(position, Literal{Value()});
    static const QStringList grammar{u"and"_s, u"or"_s, u"not"_s, u"if"_s, u"else"_s, u"for"_s, u"in"_s, u"is"_s};
    if (grammar.contains(token().text))
        unexpected(u"a value");
    fail(position, u"'%1' is not available in expressions."_s.arg(token().text));
}

NodePtr Parser::bracketed()
{
    const qsizetype position = token().position;
    refuseStar();
    if (take(u"("))
        return parenthesized(position);
    if (take(u"["))
        return list(position);
    if (take(u"{"))
        return dict(position);
    unexpected(u"a value");
}

NodePtr Parser::parenthesized(qsizetype position)
{
    TupleDisplay tuple;
    while (!at(u")")) {
        refuseStar();
        tuple.items.push_back(expression());
        if (at(u"for"))
            fail(token().position, u"Generators are not available; use [ ] instead of ( )."_s);
        if (!take(u",")) {
            expect(u")", u"the parenthesis");
            if (tuple.items.size() == 1)
                return std::move(tuple.items.front());
            return node(position, std::move(tuple));
        }
    }
    expect(u")", u"the tuple");
    return node(position, std::move(tuple));
}

NodePtr Parser::list(qsizetype position)
{
    ListDisplay display;
    while (!at(u"]")) {
        refuseStar();
        NodePtr item = expression();
        if (display.items.empty() && (at(u"for")))
            return comprehension(position, std::move(item));
        display.items.push_back(std::move(item));
        if (!take(u","))
            break;
    }
    expect(u"]", u"the list");
    return node(position, std::move(display));
}

NodePtr Parser::dict(qsizetype position)
{
    DictDisplay display;
    while (!at(u"}")) {
        refuseStar();
        NodePtr key = expression();
        if (display.entries.empty() && (at(u",") || at(u"}") || at(u"for")))
            fail(position, u"Sets in braces are not available; use set([...])."_s);
        if (!take(u":"))
            unexpected(u"':' behind a key");
        NodePtr value = expression();
        if (at(u"for"))
            fail(token().position, u"Only lists can be comprehensions; use dict([(key, value) for ...])."_s);
        display.entries.emplace_back(std::move(key), std::move(value));
        if (!take(u","))
            break;
    }
    expect(u"}", u"the object");
    return node(position, std::move(display));
}

NodePtr Parser::comprehension(qsizetype position, NodePtr element)
{
    Comprehension comprehension;
    comprehension.element = std::move(element);
    while (take(u"for")) {
        Comprehension::Clause clause;
        clause.target = target();
        if (!take(u"in"))
            unexpected(u"'in'");
        clause.iterable = alternatives();
        while (take(u"if"))
            clause.conditions.push_back(alternatives());
        comprehension.clauses.push_back(std::move(clause));
    }
    expect(u"]", u"the comprehension");
    return node(position, std::move(comprehension));
}

Target Parser::target()
{
    const Nested nested(*this);
    Target first = targetPart();
    if (!at(u","))
        return first;
    Target tuple;
    tuple.position = first.position;
    tuple.parts.push_back(std::move(first));
    while (take(u",")) {
        if (at(u"in") || at(u")") || at(u"]"))
            break;
        tuple.parts.push_back(targetPart());
    }
    return tuple;
}

Target Parser::targetPart()
{
    Target part;
    part.position = token().position;
    refuseStar();
    if (token().type == Token::Type::Name) {
        part.name = token().text;
        ++m_index;
        return part;
    }
    const bool round = take(u"(");
    if (!round && !take(u"["))
        unexpected(u"a name behind 'for'");
    part = target();
    expect(round ? u")" : u"]", u"the names");
    return part;
}

} // namespace flowlang::expression
