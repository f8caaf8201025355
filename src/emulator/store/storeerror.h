#pragma once

#include <QString>

#include <stdexcept>

namespace emulator {

//! The database could not be opened, read or written. The message is a sentence for people.
class StoreError final : public std::runtime_error
{
public:
    explicit StoreError(const QString &message)
        : std::runtime_error(message.toStdString())
        , m_message(message)
    {
    }
    [[nodiscard]] const QString &message() const { return m_message; }

private:
    QString m_message;
};

} // namespace emulator
