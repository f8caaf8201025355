#include "flowlang/expression/pythontext.h"

#include "flowlang/expression/budget.h"

#include <QChar>

#include <charconv>
#include <cmath>

using namespace Qt::StringLiterals;

namespace flowlang::expression {

namespace {

//! The shortest text that reads back as the same number, in Python's choice between fixed and exponent form.
std::string realText(double value)
{
    if (std::isnan(value))
        return "nan";
    if (std::isinf(value))
        return value < 0 ? "-inf" : "inf";
    char buffer[64];
    const auto scientific = std::to_chars(buffer, buffer + sizeof buffer, value, std::chars_format::scientific);
    std::string text(buffer, scientific.ptr);
    const int exponent = std::stoi(text.substr(text.find('e') + 1));
    if (exponent < -4 || exponent >= 16)
        return text;
    const auto fixed = std::to_chars(buffer, buffer + sizeof buffer, value, std::chars_format::fixed);
    text.assign(buffer, fixed.ptr);
    return text.find('.') == std::string::npos ? text + ".0" : text;
}

bool isPrintable(char32_t point)
{
    switch (QChar::category(point)) {
    case QChar::Other_Control:
    case QChar::Other_Format:
    case QChar::Other_Surrogate:
    case QChar::Other_PrivateUse:
    case QChar::Other_NotAssigned:
    case QChar::Separator_Line:
    case QChar::Separator_Paragraph:
        return false;
    case QChar::Separator_Space:
        return point == U' ';
    default:
        return true;
    }
}

Text hexEscape(char32_t point)
{
    if (point < 0x100)
        return toText(u"\\x%1"_s.arg(uint(point), 2, 16, QLatin1Char('0')));
    if (point < 0x10000)
        return toText(u"\\u%1"_s.arg(uint(point), 4, 16, QLatin1Char('0')));
    return toText(u"\\U%1"_s.arg(uint(point), 8, 16, QLatin1Char('0')));
}

class Writer
{
public:
    explicit Writer(Budget &budget)
        : m_budget(budget)
    {
    }

    Text take() { return std::move(m_text); }

    void write(const Value &value, bool quoted, int depth)
    {
        if (depth > maxValueDepth)
            throw Failure{u"The value is nested more than %1 deep."_s.arg(maxValueDepth)};
        switch (value.kind()) {
        case Value::Kind::None:
            return put(U"None");
        case Value::Kind::Bool:
            return put(value.isTrue() ? U"True" : U"False");
        case Value::Kind::Int:
            return put(toText(QString::number(value.toInteger())));
        case Value::Kind::Float: {
            const std::string text = realText(value.toReal());
            return put(Text(text.cbegin(), text.cend()));
        }
        case Value::Kind::String:
            return quoted ? putQuoted(value.toText()) : put(value.toText());
        case Value::Kind::List:
            return putItems(value, U"[", U"]", depth);
        case Value::Kind::Tuple:
            return putItems(value, U"(", value.size() == 1 ? U",)" : U")", depth);
        case Value::Kind::Set:
            return value.size() == 0 ? put(U"set()") : putItems(value, U"{", U"}", depth);
        case Value::Kind::Dict:
            return putItems(value, U"{", U"}", depth);
        }
    }

private:
    void put(const Text &text)
    {
        if (m_text.size() + text.size() > std::size_t(maxSequenceLength))
            throw Failure{u"The text would have more than %1 characters."_s.arg(maxSequenceLength)};
        m_budget.spend(1 + qint64(text.size()));
        m_text += text;
    }

    void putQuoted(const Text &text)
    {
        const bool useDouble = text.find(U'\'') != Text::npos && text.find(U'"') == Text::npos;
        const char32_t quote = useDouble ? U'"' : U'\'';
        put(Text(1, quote));
        for (const char32_t point : text) {
            if (point == quote || point == U'\\')
                put(Text{U'\\', point});
            else if (point == U'\n')
                put(U"\\n");
            else if (point == U'\r')
                put(U"\\r");
            else if (point == U'\t')
                put(U"\\t");
            else
                put(isPrintable(point) ? Text(1, point) : hexEscape(point));
        }
        put(Text(1, quote));
    }

    void putItems(const Value &value, const char32_t *open, const char32_t *close, int depth)
    {
        put(open);
        for (std::size_t i = 0; i < value.size(); ++i) {
            if (i > 0)
                put(U", ");
            write(value.item(i, m_budget), true, depth + 1);
            if (value.kind() == Value::Kind::Dict) {
                put(U": ");
                write(value.mapped(i, m_budget), true, depth + 1);
            }
        }
        put(close);
    }

    Budget &m_budget;
    Text m_text;
};

} // namespace

Text str(const Value &value, Budget &budget)
{
    if (!value.isText())
        return repr(value, budget);
    budget.newText(value.size());
    return value.toText();
}

Text repr(const Value &value, Budget &budget)
{
    Writer writer(budget);
    writer.write(value, true, 1);
    return writer.take();
}

bool isSpace(char32_t point)
{
    return QChar::isSpace(point) || (point >= 0x1c && point <= 0x1f);
}

} // namespace flowlang::expression
