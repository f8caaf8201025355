#include "support/logentries.h"

#include "core/clock.h"
#include "flows/parse.h"

namespace testsupport {

QByteArray logEntryJson(const QString &line)
{
    const QString second = line.section(u' ', 0, 0);
    const QString code = line.section(u' ', 1, 1);
    const QString state = line.section(u' ', 2, 2);
    const QString rest = line.section(u' ', 3);
    const QDateTime time(QDate(2023, 1, 1), QTime(0, 0), Qt::UTC);
    QStringList details;
    if (!state.isEmpty() && state != QLatin1String("-"))
        details.append(QStringLiteral("\"state_name\": \"%1\"").arg(state));
    if (!rest.isEmpty())
        details.append(rest);
    return QStringLiteral("{\"time\": \"%1\", \"code\": \"%2\", \"description\": \"about %2\", \"details\": {%3}}")
        .arg(core::toServiceTime(time.addMSecs(qRound64(second.toDouble() * 1000))), code,
             details.join(QLatin1String(", ")))
        .toUtf8();
}

QList<flows::RunLogEntry> logEntries(const QStringList &lines)
{
    QByteArrayList entries;
    for (const QString &line : lines)
        entries.append(logEntryJson(line));
    return flows::parseRunLogPage("{\"entries\": [" + entries.join(",") + "]}").items;
}

} // namespace testsupport
