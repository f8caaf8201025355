#pragma once

#include <QByteArray>

#include <memory>

namespace net {

//! Unpacks a gzip stream (RFC 1952; members one after the other count as one) as it comes, and no further than it is
//! told: what is small may unpack to a thousand times its size.
class Unpacker final
{
    Q_DISABLE_COPY_MOVE(Unpacker)

public:
    Unpacker();
    ~Unpacker();

    //! Appends to `out` what `packed` unpacks to, until `out` holds `most` bytes; the rest of `packed` is dropped then.
    //! \returns false if it is no gzip stream
    [[nodiscard]] bool feed(QByteArrayView packed, QByteArray &out, qsizetype most);
    //! True at the end of a member: nothing that was announced is missing.
    [[nodiscard]] bool atEnd() const { return m_atEnd; }

private:
    struct Stream;
    std::unique_ptr<Stream> m_stream;
    bool m_atEnd = false;
};

} // namespace net
