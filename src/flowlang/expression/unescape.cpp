#include "flowlang/expression/lexer.h"
#include "flowlang/expression/parser.h"

using namespace Qt::StringLiterals;

namespace flowlang::expression {

namespace {

class Unescaper
{
public:
    Unescaper(QStringView text, qsizetype begin, qsizetype end)
        : m_text(text)
        , m_at(begin)
        , m_end(end)
    {
    }

    Text run(bool raw, bool formatted)
    {
        while (m_at < m_end) {
            const QChar c = m_text[m_at];
            if (c == u'\\' && !raw) {
                escape();
            } else {
                m_plain += c;
                m_at += formatted && (c == u'{' || c == u'}') ? 2 : 1;
            }
        }
        flush();
        return std::move(m_result);
    }

private:
    void flush()
    {
        m_result += toText(m_plain);
        m_plain.clear();
    }

    void escape()
    {
        const QChar kind = m_at + 1 < m_end ? m_text[m_at + 1] : QChar();
        const qsizetype names = QStringView(u"\\'\"abfnrtv").indexOf(kind);
        if (kind == u'\n') {
            m_at += 2; // a line that goes on
        } else if (kind == u'x') {
            hex(2);
        } else if (kind == u'u') {
            hex(4);
        } else if (kind == u'U') {
            hex(8);
        } else if (kind >= u'0' && kind <= u'7') {
            octal();
        } else if (kind == u'N') {
            throw SyntaxError{m_at, u"Characters can not be written by name; use \\u and four digits."_s};
        } else if (names >= 0) {
            m_plain += QStringView(u"\\'\"\a\b\f\n\r\t\v")[names];
            m_at += 2;
        } else {
            m_plain += u'\\'; // an unknown escape stays as it is
            ++m_at;
        }
    }

    void hex(qsizetype digits)
    {
        bool good = m_at + 2 + digits <= m_end;
        const QStringView number = good ? m_text.sliced(m_at + 2, digits) : QStringView();
        for (const QChar digit : number)
            good = good && QStringView(u"0123456789abcdefABCDEF").contains(digit);
        if (!good)
            throw SyntaxError{m_at, u"\\%1 needs %2 hexadecimal digits."_s.arg(m_text[m_at + 1]).arg(digits)};
        add(number.toUInt(nullptr, 16));
        m_at += 2 + digits;
    }

    void octal()
    {
        uint value = 0;
        qsizetype length = 1;
        for (; length <= 3 && m_at + length < m_end; ++length) {
            const QChar digit = m_text[m_at + length];
            if (digit < u'0' || digit > u'7')
                break;
            value = value * 8 + uint(digit.unicode() - u'0');
        }
        add(value);
        m_at += length;
    }

    void add(char32_t point)
    {
        if (point > QChar::LastValidCodePoint || QChar::isSurrogate(point))
            throw SyntaxError{m_at, u"There is no such character."_s};
        flush();
        m_result += point;
    }

    QStringView m_text;
    qsizetype m_at;
    qsizetype m_end;
    QString m_plain;
    Text m_result;
};

} // namespace

Text unescape(QStringView text, qsizetype begin, qsizetype end, bool raw, bool formatted)
{
    return Unescaper(text, begin, end).run(raw, formatted);
}

} // namespace flowlang::expression
