#pragma once

#include "core/clock.h"
#include "emulator/http/query.h"

#include <QByteArray>

#include <optional>

namespace emulator::auth {

//! Lets a form bring back the request that it was made for: what nobody sealed, what was sealed for another request
//! or another page, and what is too old does not open. So no page of somebody else can post a form here in a person's
//! name.
class Seal
{
public:
    static constexpr qint64 lifetime = 600; //!< seconds that a person may take

    Seal(QByteArray key, const core::Clock &clock)
        : m_key(std::move(key))
        , m_clock(clock)
    {
    }

    //! \param page  which page the form stands on
    [[nodiscard]] QByteArray close(const http::Query &query, QByteArrayView page) const;
    //! \returns nothing for what close() did not write for this page, or too long ago.
    [[nodiscard]] std::optional<http::Query> open(const QByteArray &sealed, QByteArrayView page) const;

private:
    QByteArray m_key;
    const core::Clock &m_clock;
};

} // namespace emulator::auth
