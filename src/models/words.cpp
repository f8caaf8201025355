#include "models/words.h"

#include <QCoreApplication>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace models {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("models::Words", text);
}

//! `3 h 5 m`, or without the rest if that is 0. \param both  with %1 and %2; \param alone  with %1
QString twoUnits(qint64 units, qint64 rest, const QString &both, const QString &alone)
{
    const QLocale locale;
    return rest == 0 ? alone.arg(locale.toString(units)) : both.arg(locale.toString(units), locale.toString(rest));
}

} // namespace

QString durationWords(qint64 milliseconds)
{
    if (milliseconds < 0)
        return {};
    if (milliseconds < 9'950) // above, one decimal would say 10.0
        return tr("%1 s").arg(QLocale().toString(static_cast<double>(milliseconds) / 1000, 'f', 1));
    const qint64 seconds = milliseconds / 1'000 + (milliseconds % 1'000 >= 500 ? 1 : 0);
    if (seconds < 60)
        return tr("%1 s").arg(QLocale().toString(seconds));
    const qint64 minutes = seconds / 60;
    if (minutes < 60)
        return twoUnits(minutes, seconds % 60, tr("%1 m %2 s"), tr("%1 m"));
    const qint64 hours = minutes / 60;
    if (hours < 24)
        return twoUnits(hours, minutes % 60, tr("%1 h %2 m"), tr("%1 h"));
    return twoUnits(hours / 24, hours % 24, tr("%1 d %2 h"), tr("%1 d"));
}

QString timeWords(const QDateTime &time)
{
    return time.isValid() ? QLocale().toString(time.toLocalTime(), QLocale::ShortFormat) : QString();
}

QString relativeTime(const QDateTime &time, const QDateTime &now)
{
    if (!time.isValid())
        return {};
    const QDateTime local = time.toLocalTime();
    const qint64 seconds = time.secsTo(now);
    const QString hours = QLocale().toString(local.time(), QLocale::ShortFormat);
    if (seconds >= -60 && seconds < 60)
        return tr("just now");
    if (seconds > 0 && seconds < 3600)
        return tr("%1 min ago").arg(seconds / 60);
    const qint64 days = local.date().daysTo(now.toLocalTime().date());
    if (days == 0)
        return tr("today, %1").arg(hours);
    if (days == 1)
        return tr("yesterday, %1").arg(hours);
    return QLocale().toString(local.date(), QLocale::ShortFormat) + u", "_s + hours;
}

QString exactTime(const QDateTime &time)
{
    if (!time.isValid())
        return {};
    return QLocale().toString(time.toLocalTime(), u"yyyy-MM-dd HH:mm:ss"_s) + u' ' + zoneWords(time);
}

QString clockTime(const QDateTime &time)
{
    return time.isValid() ? time.toLocalTime().toString(u"HH:mm:ss.zzz"_s).chopped(2) : QString();
}

QString zoneWords(const QDateTime &now)
{
    const int minutes = now.toLocalTime().offsetFromUtc() / 60;
    if (minutes == 0)
        return u"UTC"_s;
    QString text = u"UTC"_s + (minutes < 0 ? u'−' : u'+') + QString::number(std::abs(minutes) / 60);
    if (minutes % 60 != 0)
        text += u':' + QString::number(std::abs(minutes) % 60).rightJustified(2, u'0');
    return text;
}

QString shortened(const QString &text, qsizetype length)
{
    // simplified() reads the whole text; a cause may be long.
    const QString line = text.left(2 * length).simplified();
    const bool all = line.size() <= length && text.size() <= 2 * length;
    return all ? line : QString(line.left(length - 1) + QChar(0x2026));
}

} // namespace models
