#include "widgets/form/numberstep.h"

#include <QLocale>
#include <QtNumeric>

#include <cmath>
#include <utility>

namespace widgets {

namespace {

using core::Json;

bool isLess(const Json &left, const Json &right)
{
    if (!left.is_number_integer() || !right.is_number_integer())
        return left.get<double>() < right.get<double>();
    // Json's own comparison takes unsigned integers for signed ones.
    const auto less = [](auto a, auto b) { return std::cmp_less(a, b); };
    if (left.is_number_unsigned())
        return right.is_number_unsigned() ? less(left.get<quint64>(), right.get<quint64>())
                                          : less(left.get<quint64>(), right.get<qint64>());
    return right.is_number_unsigned() ? less(left.get<qint64>(), right.get<quint64>())
                                      : less(left.get<qint64>(), right.get<qint64>());
}

//! The limit's text; for integers the first one within it.
QString limitText(const Json &limit, bool integer, bool isMinimum)
{
    if (!integer || !limit.is_number_float())
        return QString::fromUtf8(core::toBytes(limit));
    const double value = limit.get<double>();
    return QString::number(isMinimum ? std::ceil(value) : std::floor(value), 'f', 0);
}

QString within(const QString &text, const NumberRange &range)
{
    const std::optional<Json> value = core::parseJson(text.toUtf8()).value;
    if (!value || !value->is_number())
        return text;
    if (range.minimum && isLess(*value, *range.minimum))
        return limitText(*range.minimum, range.integer, true);
    if (range.maximum && isLess(*range.maximum, *value))
        return limitText(*range.maximum, range.integer, false);
    return text;
}

QString integerStep(qint64 number, int steps)
{
    qint64 result = 0;
    if (!qAddOverflow(number, qint64{steps}, &result))
        return QString::number(result);
    return steps > 0 ? QString::number(static_cast<quint64>(number) + static_cast<quint64>(steps))
                     : QString::number(number);
}

QString unsignedStep(quint64 number, int steps)
{
    if (steps < 0) // the number is beyond the signed ones, so nothing goes below zero
        return QString::number(number - static_cast<quint64>(-qint64{steps}));
    quint64 result = 0;
    return QString::number(qAddOverflow(number, static_cast<quint64>(steps), &result) ? number : result);
}

QString decimalStep(const QString &text, double number, int steps)
{
    const double result = number + steps;
    if (!std::isfinite(result))
        return text;
    const qsizetype point = text.indexOf(u'.');
    const qsizetype places = point < 0 ? 0 : text.size() - point - 1;
    const bool plain = !text.contains(u'e', Qt::CaseInsensitive);
    return plain && places <= 15 ? QString::number(result, 'f', static_cast<int>(places))
                                 : QString::number(result, 'g', QLocale::FloatingPointShortest);
}

} // namespace

QString steppedNumber(const QString &text, int steps, const NumberRange &range)
{
    bool good = false;
    if (const qint64 number = text.toLongLong(&good); good)
        return within(integerStep(number, steps), range);
    if (const quint64 number = text.toULongLong(&good); good)
        return within(unsignedStep(number, steps), range);
    if (const double number = text.toDouble(&good); good)
        return within(decimalStep(text, number, steps), range);
    if (range.minimum)
        return limitText(*range.minimum, range.integer, true);
    return within(QStringLiteral("0"), range);
}

} // namespace widgets
