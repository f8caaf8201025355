#include "core/clock.h"

#include <QTimeZone>

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
    if (copy.size() > 19 && copy[19] == u'.') {
        qsizetype end = 20;
        while (end < copy.size() && copy[end].isDigit())
            ++end;
        if (end > 23)
            copy.remove(23, end - 23);
    }
    QDateTime time = QDateTime::fromString(copy, Qt::ISODateWithMs);
    if (!time.isValid())
        return {};
    if (time.timeSpec() == Qt::LocalTime)
        time.setTimeSpec(Qt::UTC); // the service always means UTC
    return time.toUTC();
}

} // namespace core
