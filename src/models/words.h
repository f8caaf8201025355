#pragma once

#include <QDateTime>
#include <QString>

namespace models {

// How this program tells durations, moments and long texts. Times are shown in the local zone, by the default locale.

//! `0.4 s` below ten seconds, then `12 s`, `3 m 20 s`, `2 h 5 m`, `4 d 3 h`, without a second unit that is zero. Empty
//! for a negative number.
[[nodiscard]] QString durationWords(qint64 milliseconds);
//! Date and time, short, for tables. Empty for an invalid time.
[[nodiscard]] QString timeWords(const QDateTime &time);
//! A moment relative to now while it is young (`just now`, `2 min ago`, `today, 18:02`, `yesterday, 18:02`), then the
//! date. Empty for an invalid time.
[[nodiscard]] QString relativeTime(const QDateTime &time, const QDateTime &now);
//! The exact moment, with seconds and zone. Empty for an invalid time.
[[nodiscard]] QString exactTime(const QDateTime &time);
//! `18:02:31.4`: the time of day in a log. Empty for an invalid time.
[[nodiscard]] QString clockTime(const QDateTime &time);
//! The zone that all times are shown in: `UTC+1`.
[[nodiscard]] QString zoneWords(const QDateTime &now);
//! One line of at most `length` characters.
[[nodiscard]] QString shortened(const QString &text, qsizetype length = 200);

} // namespace models
