#include "core/jsonlayout.h"

#include "core/json.h"

namespace core {

namespace {

bool isBlank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

class Layouter
{
public:
    explicit Layouter(QByteArrayView text)
        : m_text(text)
    {
    }

    JsonLayout upTo(qsizetype maxBytes)
    {
        if (m_text.startsWith("\xEF\xBB\xBF"))
            m_at = 3;
        for (skipBlanks(); m_at < m_text.size() && m_out.size() < maxBytes; skipBlanks())
            piece();
        return {m_out, m_text.size() - m_at};
    }

private:
    void skipBlanks()
    {
        while (m_at < m_text.size() && isBlank(m_text[m_at]))
            ++m_at;
    }

    void newLine()
    {
        m_out += '\n';
        m_out.append(2 * m_level, ' ');
    }

    void piece()
    {
        const char c = m_text[m_at];
        switch (c) {
        case '{':
        case '[':
            open(c);
            break;
        case '}':
        case ']':
            m_level = std::max<qsizetype>(0, m_level - 1);
            newLine();
            m_out += c;
            ++m_at;
            break;
        case ',':
            m_out += c;
            newLine();
            ++m_at;
            break;
        case ':':
            m_out += ": ";
            ++m_at;
            break;
        case '"':
            string();
            break;
        default:
            word();
        }
    }

    void open(char c)
    {
        m_out += c;
        ++m_at;
        skipBlanks();
        if (m_at < m_text.size() && m_text[m_at] == c + 2) { // in ASCII, '}' and ']' stand two behind
            m_out += m_text[m_at++];
            return;
        }
        ++m_level;
        newLine();
    }

    void string()
    {
        const qsizetype begin = m_at++;
        bool escaped = false; // in a way that a text for people need not show
        while (m_at < m_text.size() && m_text[m_at] != '"') {
            if (m_text[m_at] == '\\' && m_at + 1 < m_text.size()) {
                ++m_at;
                escaped = escaped || m_text[m_at] == 'u' || m_text[m_at] == '/';
            }
            ++m_at;
        }
        m_at = std::min(m_at + 1, m_text.size());
        const QByteArrayView token = m_text.sliced(begin, m_at - begin);
        const JsonParse parsed = escaped ? parseJson(token) : JsonParse();
        m_out += parsed ? toBytes(*parsed.value) : token.toByteArray();
    }

    void word()
    {
        const qsizetype begin = m_at++;
        while (m_at < m_text.size() && !isBlank(m_text[m_at]) && QByteArrayView("{}[],:\"").indexOf(m_text[m_at]) < 0)
            ++m_at;
        m_out += m_text.sliced(begin, m_at - begin);
    }

    QByteArrayView m_text;
    QByteArray m_out;
    qsizetype m_at = 0;
    qsizetype m_level = 0;
};

} // namespace

JsonLayout setOutJson(QByteArrayView text, qsizetype maxBytes)
{
    return Layouter(text).upTo(maxBytes);
}

} // namespace core
