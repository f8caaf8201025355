#include "flowlang/jsontokens.h"

#include "core/json.h"

#include <algorithm>
#include <optional>

using namespace Qt::StringLiterals;

namespace flowlang {

namespace {

using Kind = JsonToken::Kind;

constexpr qsizetype safeDigits = 300; //!< a double holds 10^308
constexpr int maxShown = 40;          //!< characters of a word in a message

bool isBlank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

bool endsWord(char c)
{
    return isBlank(c) || QByteArrayView("{}[],:\"'").contains(c);
}

//! \returns the code unit of `\uXXXX`, whose backslash stands at `at`.
std::optional<char16_t> escapedUnit(QByteArrayView text, qsizetype at)
{
    if (at + 6 > text.size() || text[at] != '\\' || text[at + 1] != 'u')
        return {};
    unsigned unit = 0;
    for (qsizetype i = at + 2; i < at + 6; ++i) {
        const char c = text[i];
        unit *= 16;
        if (c >= '0' && c <= '9')
            unit += static_cast<unsigned>(c - '0');
        else if ((c | 0x20) >= 'a' && (c | 0x20) <= 'f')
            unit += static_cast<unsigned>((c | 0x20) - 'a' + 10);
        else
            return {};
    }
    return static_cast<char16_t>(unit);
}

//! Reads a quoted text from its opening quote on; it ends at its quote or at the end of the line.
class StringReader
{
public:
    StringReader(QByteArrayView text, qsizetype begin)
        : m_text(text)
        , m_quote(text[begin])
        , m_at(begin + 1)
    {
        m_token.kind = Kind::String;
        m_token.begin = begin;
        if (m_quote == '\'')
            note(u"Text stands in double quotes."_s, begin);
    }

    JsonToken read()
    {
        while (m_at < m_text.size() && m_text[m_at] != m_quote && m_text[m_at] != '\n') {
            if (m_text[m_at] == '\\')
                escape();
            else if (static_cast<unsigned char>(m_text[m_at]) < 0x20)
                note(u"A control character is not allowed within a text."_s, m_at++);
            else
                ++m_at;
        }
        if (m_at < m_text.size() && m_text[m_at] == m_quote)
            ++m_at;
        else
            note(u"The closing quote is missing."_s, m_at);
        m_token.end = m_at;
        const QByteArrayView whole = m_text.sliced(m_token.begin, m_token.end - m_token.begin);
        if (!whole.isValidUtf8())
            note(u"The text is not valid UTF-8."_s, m_token.begin);
        return m_token;
    }

private:
    void note(const QString &problem, qsizetype offset)
    {
        if (!m_token.problem.isEmpty())
            return;
        m_token.problem = problem;
        m_token.problemOffset = offset;
    }

    void escape()
    {
        const qsizetype begin = m_at;
        const char c = begin + 1 < m_text.size() ? m_text[begin + 1] : '\n';
        if (c == '\n') { // the line ends: the quote is missing, which is said elsewhere
            ++m_at;
            return;
        }
        m_at += 2;
        if (c != 'u') {
            if (!QByteArrayView("\"\\/bfnrt").contains(c))
                note(u"This escape is not known."_s, begin);
            return;
        }
        const std::optional<char16_t> unit = escapedUnit(m_text, begin);
        if (!unit)
            return note(u"“\\u” needs four hexadecimal digits."_s, begin);
        m_at = begin + 6;
        if (QChar::isLowSurrogate(*unit))
            return note(u"Half a surrogate pair is no character."_s, begin);
        if (!QChar::isHighSurrogate(*unit))
            return;
        const std::optional<char16_t> low = escapedUnit(m_text, m_at);
        if (!low || !QChar::isLowSurrogate(*low))
            return note(u"Half a surrogate pair is no character."_s, begin);
        m_at += 6;
    }

    QByteArrayView m_text;
    char m_quote;
    qsizetype m_at;
    JsonToken m_token;
};

//! True for what the JSON grammar calls a number.
bool isNumber(QByteArrayView word)
{
    qsizetype at = 0;
    const auto peek = [&] { return at < word.size() ? word[at] : '\0'; };
    const auto digits = [&] {
        const qsizetype begin = at;
        while (peek() >= '0' && peek() <= '9')
            ++at;
        return at > begin;
    };
    if (peek() == '-')
        ++at;
    if (peek() == '0')
        ++at;
    else if (!digits())
        return false;
    if (peek() == '.') {
        ++at;
        if (!digits())
            return false;
    }
    if (peek() == 'e' || peek() == 'E') {
        ++at;
        if (peek() == '+' || peek() == '-')
            ++at;
        if (!digits())
            return false;
    }
    return at == word.size();
}

} // namespace

QString wordProblem(QByteArrayView word)
{
    if (word == "true" || word == "false" || word == "null")
        return {};
    if (isNumber(word)) {
        // Only so long a number, or one with an exponent, can be more than the parser holds.
        const bool mayOverflow = word.size() > safeDigits || word.contains('e') || word.contains('E');
        return mayOverflow && !core::parseJson(word) ? u"This number is too large."_s : QString();
    }
    return u"“%1” is no JSON value; texts stand in double quotes."_s.arg(
        QString::fromUtf8(word.first(std::min<qsizetype>(word.size(), maxShown))));
}

JsonToken nextToken(QByteArrayView text, qsizetype at)
{
    while (at < text.size() && isBlank(text[at]))
        ++at;
    JsonToken token{Kind::End, at, at, {}, at};
    if (at >= text.size())
        return token;
    token.end = at + 1;
    switch (text[at]) {
    case '{':
        token.kind = Kind::OpenObject;
        return token;
    case '}':
        token.kind = Kind::CloseObject;
        return token;
    case '[':
        token.kind = Kind::OpenArray;
        return token;
    case ']':
        token.kind = Kind::CloseArray;
        return token;
    case ',':
        token.kind = Kind::Comma;
        return token;
    case ':':
        token.kind = Kind::Colon;
        return token;
    case '"':
    case '\'':
        return StringReader(text, at).read();
    default:
        break;
    }
    token.kind = Kind::Word;
    while (token.end < text.size() && !endsWord(text[token.end]))
        ++token.end;
    return token;
}

} // namespace flowlang
