#include "flowlang/expression/lexer.h"

#include "flowlang/expression/numbers.h"
#include "flowlang/expression/parser.h"

#include <QSet>

using namespace Qt::StringLiterals;

namespace flowlang::expression {

namespace {

//! Python's reserved words; those that the language does not know are refused by the parser.
bool isKeyword(const QString &word)
{
    static const QSet<QString> words = [] {
        const QString all = u"and as assert async await break class continue def del elif else except finally for from "
                            "global if import in is lambda nonlocal not or pass raise return try while with yield "
                            "True False None"_s;
        const QStringList list = all.split(u' ');
        return QSet<QString>(list.cbegin(), list.cend());
    }();
    return words.contains(word);
}

class Lexer
{
public:
    Lexer(QStringView text, qsizetype begin, qsizetype end, bool bracketed)
        : m_text(text)
        , m_at(begin)
        , m_end(end)
        , m_brackets(bracketed ? 1 : 0)
    {
    }

    std::vector<Token> run()
    {
        skipBlanks(true);
        while (m_at < m_end) {
            next();
            skipBlanks(m_brackets > 0);
        }
        add(Token::Type::End, m_end, {});
        return std::move(m_tokens);
    }

private:
    [[nodiscard]] QChar peek(qsizetype ahead = 0) const
    {
        return m_at + ahead < m_end ? m_text[m_at + ahead] : QChar();
    }

    Token &add(Token::Type type, qsizetype position, const QString &text)
    {
        Token token;
        token.type = type;
        token.position = position;
        token.text = text;
        return m_tokens.emplace_back(std::move(token));
    }

    void skipBlanks(bool lineBreaks)
    {
        while (m_at < m_end) {
            const QChar c = peek();
            if (c == u'#') {
                while (m_at < m_end && peek() != u'\n')
                    ++m_at;
            } else if (c == u' ' || c == u'\t' || c == u'\f' || (lineBreaks && (c == u'\n' || c == u'\r'))) {
                ++m_at;
            } else if ((c == u'\n' || c == u'\r') && m_text.sliced(m_at, m_end - m_at).trimmed().isEmpty()) {
                m_at = m_end; // the end of the text
            } else {
                return;
            }
        }
    }

    void next()
    {
        const QChar c = peek();
        if (isNameBegin())
            nameOrText();
        else if (isDigit(c) || (c == u'.' && isDigit(peek(1))))
            number();
        else if (c == u'\'' || c == u'"')
            quoted(m_at, {});
        else if (c == u'`')
            backtick();
        else
            symbol();
    }

    static bool isDigit(QChar c) { return c >= u'0' && c <= u'9'; }
    [[nodiscard]] char32_t point() const
    {
        if (peek().isHighSurrogate() && peek(1).isLowSurrogate())
            return QChar::surrogateToUcs4(peek(), peek(1));
        return peek().unicode();
    }

    [[nodiscard]] bool isNameBegin() const { return peek() == u'_' || QChar::isLetter(point()); }
    [[nodiscard]] bool isNamePart() const
    {
        return peek() == u'_' || QChar::isLetterOrNumber(point()) || QChar::category(point()) == QChar::Mark_NonSpacing;
    }

    //! What may stand before a quote in Python; any other word there is a word: `'x' in'abc'`.
    static bool isTextPrefix(const QString &word)
    {
        static const QStringList known{u"r"_s, u"u"_s, u"f"_s, u"b"_s, u"rf"_s, u"fr"_s, u"rb"_s, u"br"_s};
        return known.contains(word, Qt::CaseInsensitive);
    }

    void nameOrText()
    {
        const qsizetype begin = m_at;
        while (m_at < m_end && isNamePart())
            m_at += QChar::requiresSurrogates(point()) ? 2 : 1;
        const QString word = m_text.sliced(begin, m_at - begin).toString();
        if ((peek() == u'\'' || peek() == u'"') && isTextPrefix(word))
            return quoted(begin, word.toLower());
        add(isKeyword(word) ? Token::Type::Keyword : Token::Type::Name, begin, word);
    }

    void number()
    {
        const qsizetype begin = m_at;
        const Number read = readNumber(m_text.sliced(m_at, m_end - m_at));
        m_at += read.length;
        if (!read.problem.isEmpty())
            throw SyntaxError{begin, read.problem};
        if (m_at < m_end && isNamePart())
            throw SyntaxError{m_at, u"A number runs into '%1'."_s.arg(peek())};
        add(Token::Type::Number, begin, {}).value = read.value;
    }

    void quoted(qsizetype begin, const QString &prefix)
    {
        const bool formatted = prefix.contains(u'f');
        const bool raw = prefix.contains(u'r');
        if (prefix.contains(u'b'))
            throw SyntaxError{begin, u"Bytes are not available in expressions; leave out the b."_s};
        const QChar quote = peek();
        const bool triple = peek(1) == quote && peek(2) == quote;
        const qsizetype quotes = triple ? 3 : 1;
        m_at += quotes;
        const qsizetype contentBegin = m_at;
        const qsizetype contentEnd = findEnd(begin, quote, triple);
        m_at = contentEnd + quotes;
        Token &token = add(formatted ? Token::Type::FormattedString : Token::Type::String, begin, {});
        token.contentBegin = contentBegin;
        token.contentEnd = contentEnd;
        token.raw = raw;
        if (!formatted)
            token.value = Value::text(unescape(m_text, contentBegin, contentEnd, raw, false));
    }

    qsizetype findEnd(qsizetype begin, QChar quote, bool triple)
    {
        for (; m_at < m_end; ++m_at) {
            if (peek() == u'\\')
                ++m_at;
            else if (peek() == quote && (!triple || (peek(1) == quote && peek(2) == quote)))
                return m_at;
            else if (!triple && (peek() == u'\n' || peek() == u'\r'))
                break;
        }
        throw SyntaxError{begin, u"The text that begins here has no closing quote."_s};
    }

    void backtick()
    {
        const qsizetype begin = m_at++;
        const qsizetype close = m_text.first(m_end).indexOf(u'`', m_at);
        if (close < 0)
            throw SyntaxError{begin, u"The path that begins here has no closing backtick."_s};
        const QString path = m_text.sliced(m_at, close - m_at).trimmed().toString();
        if (!path.startsWith(u'$'))
            throw SyntaxError{begin, u"A path in backticks begins with $."_s};
        m_at = close + 1;
        add(Token::Type::Backtick, begin, path);
    }

    void symbol()
    {
        static const QStringList known{u"**"_s, u"//"_s, u"=="_s, u"!="_s, u"<="_s, u">="_s, u":="_s, u"<<"_s, u">>"_s,
                                       u"->"_s, u"+"_s,  u"-"_s,  u"*"_s,  u"/"_s,  u"%"_s,  u"("_s,  u")"_s,  u"["_s,
                                       u"]"_s,  u"{"_s,  u"}"_s,  u"<"_s,  u">"_s,  u"="_s,  u"."_s,  u","_s,  u":"_s,
                                       u"&"_s,  u"|"_s,  u"^"_s,  u"~"_s,  u"@"_s,  u";"_s,  u"!"_s};
        const QStringView rest = m_text.sliced(m_at, m_end - m_at);
        for (const QString &symbol : known) {
            if (rest.startsWith(symbol)) {
                if (u"([{"_s.contains(symbol))
                    ++m_brackets;
                else if (u")]}"_s.contains(symbol) && m_brackets > 0)
                    --m_brackets;
                add(Token::Type::Symbol, m_at, symbol);
                m_at += symbol.size();
                return;
            }
        }
        refuse();
    }

    [[noreturn]] void refuse() const
    {
        const QChar c = peek();
        if (c == u'$')
            throw SyntaxError{m_at,
                              u"'$' is not allowed here: write the name alone, or put the whole path in backticks."_s};
        if (c == u'\n' || c == u'\r')
            throw SyntaxError{m_at, u"A line break is only allowed within brackets."_s};
        if (c.isPrint())
            throw SyntaxError{m_at, u"The character '%1' has no meaning here."_s.arg(
                                        QString::fromUcs4(std::initializer_list<char32_t>{point()}.begin(), 1))};
        throw SyntaxError{m_at,
                          u"The character U+%1 has no meaning here."_s.arg(uint(point()), 4, 16, QLatin1Char('0'))};
    }

    QStringView m_text;
    qsizetype m_at;
    qsizetype m_end;
    int m_brackets;
    std::vector<Token> m_tokens;
};

} // namespace

std::vector<Token> tokenize(QStringView text, qsizetype begin, qsizetype end, bool bracketed)
{
    return Lexer(text, begin, end, bracketed).run();
}

} // namespace flowlang::expression
