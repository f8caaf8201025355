#include "net/unpacker.h"

#include <algorithm>
#include <array>
#include <new>

#define ZLIB_CONST
#include <zlib.h>

namespace net {

struct Unpacker::Stream : z_stream
{
};

Unpacker::Unpacker()
    : m_stream(std::make_unique<Stream>())
{
    constexpr int gzipOnly = 15 + 16; // zlib.h, inflateInit2
    if (inflateInit2(m_stream.get(), gzipOnly) != Z_OK)
        throw std::bad_alloc();
}

Unpacker::~Unpacker()
{
    inflateEnd(m_stream.get());
}

bool Unpacker::feed(QByteArrayView packed, QByteArray &out, qsizetype most)
{
    std::array<Bytef, 32 * 1024> piece{};
    m_stream->next_in = reinterpret_cast<const Bytef *>(packed.data());
    m_stream->avail_in = static_cast<uInt>(packed.size());
    while (out.size() < most) {
        if (m_atEnd) { // another member may follow
            if (m_stream->avail_in == 0)
                return true;
            inflateReset(m_stream.get());
            m_atEnd = false;
        }
        const qsizetype room = std::min<qsizetype>(piece.size(), most - out.size());
        m_stream->next_out = piece.data();
        m_stream->avail_out = static_cast<uInt>(room);
        const int state = inflate(m_stream.get(), Z_NO_FLUSH);
        out.append(reinterpret_cast<const char *>(piece.data()), room - m_stream->avail_out);
        if (state == Z_BUF_ERROR) // wants more than there is
            return true;
        if (state != Z_OK && state != Z_STREAM_END)
            return false;
        m_atEnd = state == Z_STREAM_END;
    }
    return true;
}

} // namespace net
