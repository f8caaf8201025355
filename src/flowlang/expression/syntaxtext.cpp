#include "flowlang/expression/parser.h"
#include "flowlang/expression/syntax.h"

using namespace Qt::StringLiterals;

namespace flowlang::expression {

//! Literals that follow each other are one.
NodePtr Parser::strings()
{
    const qsizetype position = token().position;
    FormattedText text;
    Text plain;
    while (token().type == Token::Type::String || token().type == Token::Type::FormattedString) {
        const Token &now = token();
        if (now.type == Token::Type::String)
            plain += now.value.toText();
        else
            formatted(now, text, plain);
        ++m_index;
    }
    if (text.parts.empty())
        return node(position, Literal{Value::text(std::move(plain))});
    if (!plain.empty())
        text.parts.push_back({std::move(plain), nullptr, false});
    return node(position, std::move(text));
}

void Parser::formatted(const Token &token, FormattedText &text, Text &plain)
{
    qsizetype begin = token.contentBegin; // of the text that is not yet in `plain`
    qsizetype at = begin;
    while (at < token.contentEnd) {
        const QChar c = m_text[at];
        const bool doubled = at + 1 < token.contentEnd && m_text[at + 1] == c;
        if (c == u'\\' && !token.raw) {
            at += 2;
        } else if ((c == u'{' || c == u'}') && doubled) {
            at += 2;
        } else if (c == u'}') {
            fail(at, u"A single '}' in formatted text; write }} for a brace."_s);
        } else if (c == u'{') {
            FormattedText::Part part;
            plain += unescape(m_text, begin, at, token.raw, true);
            at = begin = formattedValue(token, at, part);
            part.text = std::exchange(plain, {});
            text.parts.push_back(std::move(part));
        } else {
            ++at;
        }
    }
    plain += unescape(m_text, begin, token.contentEnd, token.raw, true);
}

//! Reads `{value}` or `{value!r}`. \returns the place behind it.
qsizetype Parser::formattedValue(const Token &token, qsizetype open, FormattedText::Part &part)
{
    qsizetype close = open + 1;
    QChar quote;
    for (int brackets = 0; close < token.contentEnd; ++close) {
        const QChar c = m_text[close];
        if (!quote.isNull()) {
            if (c == quote)
                quote = QChar();
        } else if (c == u'\'' || c == u'"' || c == u'`') {
            quote = c;
        } else if (c == u'(' || c == u'[' || c == u'{') {
            ++brackets;
        } else if (brackets == 0 && c == u'}') {
            break;
        } else if (c == u')' || c == u']' || c == u'}') {
            --brackets;
        } else if (brackets == 0 && c == u':') {
            fail(close, u"Format specifications are not available in formatted text."_s);
        }
    }
    if (close >= token.contentEnd)
        fail(open, u"The '{' that stands here is not closed."_s);
    qsizetype end = close;
    const QStringView inside = m_text.sliced(open + 1, close - open - 1);
    if (inside.endsWith("!r"_L1) || inside.endsWith("!s"_L1)) {
        part.asRepr = inside.endsWith(u'r');
        end -= 2;
    }
    const Nested nested(*this);
    Parser parser(m_text, open + 1, end, true, m_depth);
    part.value = parser.whole();
    return close + 1;
}

} // namespace flowlang::expression
