#include "models/words.h"

#include <QCoreApplication>
#include <QLocale>

#include <utility>

namespace models {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("models::Words", text);
}

//! Highest first.
constexpr std::pair<const char *, const char *> roles[] = {
    {"flow_owner", QT_TRANSLATE_NOOP("models::Words", "Owner")},
    {"flow_administrator", QT_TRANSLATE_NOOP("models::Words", "Administrator")},
    {"flow_run_manager", QT_TRANSLATE_NOOP("models::Words", "Run manager")},
    {"run_manager", QT_TRANSLATE_NOOP("models::Words", "Run manager")},
    {"flow_starter", QT_TRANSLATE_NOOP("models::Words", "Starter")},
    {"flow_run_monitor", QT_TRANSLATE_NOOP("models::Words", "Run monitor")},
    {"run_monitor", QT_TRANSLATE_NOOP("models::Words", "Run monitor")},
    {"flow_viewer", QT_TRANSLATE_NOOP("models::Words", "Viewer")},
};

} // namespace

QString durationWords(qint64 milliseconds)
{
    if (milliseconds < 0)
        return {};
    const QLocale locale;
    const auto number = [&locale](qint64 value) { return locale.toString(value); };
    if (milliseconds < 1'000)
        return tr("%1 ms").arg(number(milliseconds));
    const qint64 seconds = milliseconds / 1'000;
    if (seconds < 60)
        return tr("%1 s").arg(number(seconds));
    const qint64 minutes = seconds / 60;
    if (minutes < 60)
        return tr("%1 m %2 s").arg(number(minutes), number(seconds % 60));
    const qint64 hours = minutes / 60;
    if (hours < 24)
        return tr("%1 h %2 m").arg(number(hours), number(minutes % 60));
    return tr("%1 d %2 h").arg(number(hours / 24), number(hours % 24));
}

QString timeWords(const QDateTime &time)
{
    return time.isValid() ? QLocale().toString(time.toLocalTime(), QLocale::ShortFormat) : QString();
}

QString roleWord(const QStringList &held)
{
    for (const auto &[name, word] : roles) {
        if (held.contains(QLatin1String(name)))
            return tr(word);
    }
    return held.value(0);
}

QString principalWords(const QString &urn)
{
    const qsizetype colon = urn.lastIndexOf(u':');
    return colon < 0 ? urn : urn.mid(colon + 1);
}

QString shortened(const QString &text, qsizetype length)
{
    // simplified() reads the whole text; a cause may be long.
    const QString line = text.left(2 * length).simplified();
    return line.size() <= length ? line : QString(line.left(length - 1) + QChar(0x2026));
}

} // namespace models
