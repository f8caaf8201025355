#pragma once

#include <QDateTime>
#include <QString>
#include <QStringList>

namespace models {

//! `850 ms`, `12 s`, `3 m 20 s`, `2 h 5 m`, `4 d 3 h`; empty for a negative number.
[[nodiscard]] QString durationWords(qint64 milliseconds);
//! Date and time in the local time zone by the default locale; empty for an invalid time.
[[nodiscard]] QString timeWords(const QDateTime &time);
//! The highest of the roles on a flow in one word; a role that is not known stands for itself; empty for none.
[[nodiscard]] QString roleWord(const QStringList &roles);
//! What of a principal URN is worth showing without a look-up: its id.
[[nodiscard]] QString principalWords(const QString &urn);
//! One line of at most `length` characters.
[[nodiscard]] QString shortened(const QString &text, qsizetype length = 200);

} // namespace models
