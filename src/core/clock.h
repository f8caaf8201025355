#pragma once

#include <QDateTime>
#include <QString>

namespace core {

//! Where the time comes from. Code that waits or stamps takes one of these, so that tests can set it.
class Clock
{
public:
    virtual ~Clock() = default;
    //! The moment, in UTC, with milliseconds.
    [[nodiscard]] virtual QDateTime now() const = 0;
};

//! The wall clock of this machine.
class SystemClock final : public Clock
{
public:
    [[nodiscard]] QDateTime now() const override;
};

//! ISO 8601 as the service writes it: UTC offset, six digits of fraction (`2023-04-25T18:54:30.683000+00:00`).
[[nodiscard]] QString toServiceTime(const QDateTime &time);
//! Reads what the service and providers write: with `T` or a blank, with or without fraction, any offset;
//! without one it is UTC.
//! \returns an invalid QDateTime for anything else, null and the literal "None" included. The result is in UTC.
[[nodiscard]] QDateTime fromServiceTime(QStringView text);

} // namespace core
