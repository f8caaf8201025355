#pragma once

#include <QDateTime>
#include <QString>

namespace widgets {

//! A moment relative to now while it is young (`just now`, `2 min ago`, `today, 18:02`, `yesterday, 18:02`), then the
//! date. Empty for an invalid time. Local time.
[[nodiscard]] QString relativeTime(const QDateTime &time, const QDateTime &now);
//! The exact moment, with seconds and zone, for tool tips. Empty for an invalid time.
[[nodiscard]] QString exactTime(const QDateTime &time);
//! `18:02:31.4`: the time of day in a log. Empty for an invalid time. Local time.
[[nodiscard]] QString clockTime(const QDateTime &time);
//! A duration from milliseconds: `0.4 s` below ten seconds, else in plain words (`3 m 20 s`). Empty if negative.
[[nodiscard]] QString spanText(qint64 milliseconds);
//! The zone that all times are shown in: `UTC+1`.
[[nodiscard]] QString zoneText(const QDateTime &now);

} // namespace widgets
