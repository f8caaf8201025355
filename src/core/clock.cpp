#include "core/clock.h"

#include <algorithm>

namespace core {

QDateTime SystemClock::now() const
{
    return QDateTime::currentDateTimeUtc();
}

QString toServiceTime(const QDateTime &time)
{
    return time.toUTC().toString(QStringLiteral("yyyy-MM-ddTHH:mm:ss.zzz")) + QLatin1String("000+00:00");
}

QDateTime fromServiceTime(QStringView text)
{
    if (text.size() < 19)
        return {};
    QString copy = text.toString();
    if (copy[10] == u' ')
        copy[10] = u'T';
    // Qt reads at most milliseconds without rounding trouble: cut the rest of the fraction.
    qsizetype end = 19;
    if (copy.size() > 19 && copy[19] == u'.') {
        for (end = 20; end < copy.size() && copy[end].isDigit();)
            ++end;
        if (end > 23)
            copy.remove(23, end - 23);
        end = std::min<qsizetype>(end, 23);
    }
    // Without an offset the service means UTC. Qt must not take it for local time, which has hours that do not exist.
    if (end == copy.size())
        copy += u'Z';
    return QDateTime::fromString(copy, Qt::ISODateWithMs).toUTC();
}

} // namespace core
