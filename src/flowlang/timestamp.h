#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <compare>
#include <optional>

namespace flowlang {

//! A moment, exact to every digit that was written.
struct Instant
{
    qint64 seconds = 0;  //!< since 1970-01-01T00:00:00Z
    QByteArray fraction; //!< digits behind the point, without zeros at the end

    bool operator==(const Instant &) const = default;
    //! Digits compare as text because both begin right behind the point.
    std::strong_ordering operator<=>(const Instant &other) const;
};

//! Reads an RFC 3339 date-time with its offset: `2026-01-31T12:00:00.5+02:00`. A leap second counts as the second
//! after it. \returns nothing for anything else, impossible dates included.
[[nodiscard]] std::optional<Instant> parseTimestamp(QByteArrayView text);

//! True for an RFC 3339 full-date, `2026-01-31`.
[[nodiscard]] bool isDate(QByteArrayView text);

} // namespace flowlang
