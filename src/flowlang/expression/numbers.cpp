#include "flowlang/expression/numbers.h"

#include "flowlang/expression/budget.h"

#include <algorithm>
#include <charconv>
#include <limits>

using namespace Qt::StringLiterals;

namespace flowlang::expression {

namespace {

int digitOf(QChar c, int base)
{
    const ushort code = c.unicode();
    int digit = 99;
    if (code >= u'0' && code <= u'9')
        digit = code - u'0';
    else if ((code | 0x20) >= u'a' && (code | 0x20) <= u'f')
        digit = (code | 0x20) - u'a' + 10;
    return digit < base ? digit : -1;
}

//! The length of digits with single underscores between them.
qsizetype digitsLength(QStringView text, int base)
{
    qsizetype at = 0;
    while (at < text.size()) {
        const bool separated = text[at] == u'_' && at > 0 && at + 1 < text.size() && digitOf(text[at + 1], base) >= 0;
        if (!separated && digitOf(text[at], base) < 0)
            break;
        ++at;
    }
    return at;
}

//! \returns nothing if it does not fit. The sign is part of it: the smallest number has no positive twin.
std::optional<qint64> parseInteger(QStringView digits, int base, bool negative = false)
{
    qint64 value = 0;
    for (const QChar c : digits) {
        if (c == u'_')
            continue;
        if (__builtin_mul_overflow(value, qint64(base), &value) ||
            __builtin_add_overflow(value, qint64(negative ? -digitOf(c, base) : digitOf(c, base)), &value))
            return std::nullopt;
    }
    return value;
}

//! True if a number that no double can hold is too large, not too small: decided by the place of its first digit.
bool isHuge(const QByteArray &number)
{
    const qsizetype e = number.toLower().indexOf('e');
    const QByteArray digits = e < 0 ? number : number.first(e);
    // 0 if even that does not fit; beyond the bound no count of digits changes its sign.
    const qint64 exponent = e < 0 ? 0 : std::clamp<qint64>(number.sliced(e + 1).toLongLong(), -1'000'000, 1'000'000);
    const qsizetype point = digits.contains('.') ? digits.indexOf('.') : digits.size();
    qsizetype first = 0;
    while (first < digits.size() && (digits[first] == '0' || digits[first] == '.'))
        ++first;
    if (e >= 0 && exponent == 0)
        return !number.contains('-');
    return point - first + exponent > 0;
}

double parseReal(QStringView text)
{
    QByteArray bytes = text.toLatin1();
    bytes.replace('_', "");
    double value = 0;
    const auto read = std::from_chars(bytes.cbegin(), bytes.cend(), value);
    if (read.ec == std::errc::result_out_of_range)
        return isHuge(bytes) ? std::numeric_limits<double>::infinity() : 0.0;
    return value;
}

struct RealShape
{
    qsizetype length = 0;
    bool isReal = false; //!< has a point or an exponent
};

RealShape shapeOf(QStringView text)
{
    const qsizetype whole = digitsLength(text, 10);
    RealShape shape{whole, false};
    if (shape.length < text.size() && text[shape.length] == u'.') {
        const qsizetype fraction = digitsLength(text.sliced(shape.length + 1), 10);
        if (whole + fraction > 0) {
            shape = {shape.length + 1 + fraction, true};
        }
    }
    if (shape.length > 0 && shape.length < text.size() && (text[shape.length] == u'e' || text[shape.length] == u'E')) {
        qsizetype at = shape.length + 1;
        if (at < text.size() && (text[at] == u'+' || text[at] == u'-'))
            ++at;
        const qsizetype exponent = digitsLength(text.sliced(at), 10);
        if (exponent > 0)
            shape = {at + exponent, true};
    }
    return shape;
}

Number fixedBase(QStringView text, int base)
{
    Number number;
    number.length = 2 + digitsLength(text.sliced(2), base);
    const auto value = parseInteger(text.sliced(2, number.length - 2), base);
    if (number.length == 2)
        number.problem = u"Digits are missing behind %1."_s.arg(text.first(2));
    else if (!value)
        number.problem = u"The number is too large for an integer."_s;
    else
        number.value = Value::integer(*value);
    return number;
}

} // namespace

Number readNumber(QStringView text)
{
    const QString begin = text.first(std::min<qsizetype>(2, text.size())).toString().toLower();
    if (begin == "0x"_L1)
        return fixedBase(text, 16);
    if (begin == "0o"_L1)
        return fixedBase(text, 8);
    if (begin == "0b"_L1)
        return fixedBase(text, 2);
    const RealShape shape = shapeOf(text);
    Number number;
    number.length = shape.length;
    const QStringView digits = text.first(shape.length);
    if (shape.length < text.size() && (text[shape.length] == u'j' || text[shape.length] == u'J')) {
        number.problem = u"Complex numbers are not available."_s;
    } else if (shape.isReal) {
        number.value = Value::real(parseReal(digits));
    } else if (digits.size() > 1 && digits[0] == u'0' && digits.count(u'0') + digits.count(u'_') != digits.size()) {
        number.problem = u"An integer can not begin with 0."_s;
    } else if (const auto value = parseInteger(digits, 10)) {
        number.value = Value::integer(*value);
    } else {
        number.problem = u"The number is too large for an integer."_s;
    }
    return number;
}

std::optional<qint64> integerOf(QStringView text)
{
    QStringView digits = text.trimmed();
    const bool negative = digits.startsWith(u'-');
    if (negative || digits.startsWith(u'+'))
        digits = digits.sliced(1);
    if (digits.isEmpty() || digitsLength(digits, 10) != digits.size())
        return std::nullopt;
    const auto value = parseInteger(digits, 10, negative);
    if (!value)
        throw Failure{u"The number is too large for an integer."_s};
    return value;
}

std::optional<double> realOf(QStringView text)
{
    QStringView rest = text.trimmed();
    const bool negative = rest.startsWith(u'-');
    if (negative || rest.startsWith(u'+'))
        rest = rest.sliced(1);
    const QString word = rest.toString().toLower();
    double value = 0;
    if (word == "nan"_L1)
        value = std::numeric_limits<double>::quiet_NaN();
    else if (word == "inf"_L1 || word == "infinity"_L1)
        value = std::numeric_limits<double>::infinity();
    else if (!rest.isEmpty() && shapeOf(rest).length == rest.size())
        value = parseReal(rest);
    else
        return std::nullopt;
    return negative ? -value : value;
}

} // namespace flowlang::expression
