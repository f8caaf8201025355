#include "widgets/common/timetext.h"

#include "flowlang/definition.h"

#include <QCoreApplication>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace widgets {

namespace {

QString tr(const char *text, int n = -1)
{
    return QCoreApplication::translate("widgets::TimeText", text, nullptr, n);
}

} // namespace

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
    return QLocale().toString(time.toLocalTime(), u"yyyy-MM-dd HH:mm:ss"_s) + u' ' + zoneText(time);
}

QString clockTime(const QDateTime &time)
{
    return time.isValid() ? time.toLocalTime().toString(u"HH:mm:ss.zzz"_s).chopped(2) : QString();
}

QString spanText(qint64 milliseconds)
{
    if (milliseconds < 0)
        return {};
    if (milliseconds < 10'000)
        return tr("%1 s").arg(QLocale().toString(static_cast<double>(milliseconds) / 1000.0, 'f', 1));
    return flowlang::durationText(milliseconds / 1000);
}

QString zoneText(const QDateTime &now)
{
    const int minutes = now.toLocalTime().offsetFromUtc() / 60;
    if (minutes == 0)
        return u"UTC"_s;
    QString text = u"UTC"_s + (minutes < 0 ? u'−' : u'+') + QString::number(std::abs(minutes) / 60);
    if (minutes % 60 != 0)
        text += u':' + QString::number(std::abs(minutes) % 60).rightJustified(2, u'0');
    return text;
}

} // namespace widgets
