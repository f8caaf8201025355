#include "flowlang/expression/rounding.h"

#include "flowlang/expression/budget.h"

#include <charconv>
#include <cmath>

using namespace Qt::StringLiterals;

namespace flowlang::expression {

double roundReal(double value, qint64 digits)
{
    constexpr qint64 maxDecimals = 323; // a double has no more places behind the point that matter
    if (!std::isfinite(value) || digits > maxDecimals)
        return value;
    if (digits < -308)
        return std::copysign(0.0, value);
    if (digits >= 0) {
        char buffer[700]; // 309 digits before the point, 323 behind it
        const auto written =
            std::to_chars(buffer, buffer + sizeof buffer, value, std::chars_format::fixed, int(digits));
        double result = value;
        std::from_chars(buffer, written.ptr, result);
        return result;
    }
    const double unit = std::pow(10.0, double(-digits));
    return std::nearbyint(value / unit) * unit;
}

qint64 roundInteger(qint64 value, qint64 zeros)
{
    if (zeros > 18)
        return 0;
    qint64 unit = 1;
    for (qint64 i = 0; i < zeros; ++i)
        unit *= 10;
    qint64 quotient = value / unit;
    const qint64 rest = std::abs(value % unit);
    const bool away = rest * 2 > unit || (rest * 2 == unit && quotient % 2 != 0);
    if (zeros > 0 && away)
        quotient += value < 0 ? -1 : 1;
    qint64 result = 0;
    if (__builtin_mul_overflow(quotient, unit, &result))
        throw Failure{u"The result is too large for an integer."_s};
    return result;
}

} // namespace flowlang::expression
