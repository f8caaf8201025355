#pragma once

#include "net/unpacker.h"

#include <QByteArray>
#include <QString>

#include <optional>

class QNetworkReply;

namespace net {

//! What is accepted as a packed answer; sent as Accept-Encoding. With this header set the access manager leaves the
//! unpacking to us: it would do it twice, once to count, without a limit that holds.
inline constexpr const char *acceptedEncoding = "gzip";

//! The body of an answer, taken in as it comes and unpacked, up to a limit.
class Intake final
{
public:
    //! \param limit  bytes of the body, unpacked
    explicit Intake(qint64 limit);

    //! Takes what has come. \returns false if there is no use in waiting for more: see problem()
    [[nodiscard]] bool take(QNetworkReply &reply);
    //! Why take() refused, an English sentence.
    [[nodiscard]] QString problem() const;

    [[nodiscard]] const QByteArray &body() const { return m_body; }
    [[nodiscard]] QByteArray takeBody() { return std::move(m_body); }
    //! How many bytes came over the wire.
    [[nodiscard]] qint64 received() const { return m_received; }
    //! False if the body was packed, and its end did not come.
    [[nodiscard]] bool isWhole() const { return !m_unpacker || m_unpacker->atEnd() || m_received == 0; }

private:
    [[nodiscard]] bool begin(const QNetworkReply &reply);
    [[nodiscard]] bool add(QByteArrayView piece);

    qint64 m_limit;
    qint64 m_received = 0;
    QByteArray m_body;
    std::optional<Unpacker> m_unpacker;
    QByteArray m_foreign; //!< an encoding that nobody asked for
    bool m_begun = false;
    bool m_broken = false;
};

} // namespace net
