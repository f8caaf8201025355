#include "support/gzip.h"

#include <QtEndian>

#include <array>

namespace testsupport {

namespace {

//! Polynomial 0xEDB88320, RFC 1952 8.
quint32 crc32(const QByteArray &text)
{
    static const auto table = [] {
        std::array<quint32, 256> entries{};
        for (quint32 i = 0; i < 256; ++i) {
            quint32 entry = i;
            for (int bit = 0; bit < 8; ++bit)
                entry = (entry & 1U) != 0 ? 0xEDB88320U ^ (entry >> 1U) : entry >> 1U;
            entries[i] = entry;
        }
        return entries;
    }();
    quint32 sum = 0xFFFFFFFFU;
    for (const char c : text)
        sum = table[(sum ^ static_cast<quint8>(c)) & 0xFFU] ^ (sum >> 8U);
    return sum ^ 0xFFFFFFFFU;
}

QByteArray littleEndian(quint32 number)
{
    QByteArray bytes(4, Qt::Uninitialized);
    qToLittleEndian(number, bytes.data());
    return bytes;
}

} // namespace

QByteArray gzip(const QByteArray &text)
{
    // qCompress: four bytes of length, two of zlib's head, the deflated text, four of zlib's sum.
    // Of nothing it gives only the length.
    const QByteArray deflated = text.isEmpty() ? QByteArray::fromHex("0300") : qCompress(text, 9).sliced(6).chopped(4);
    const QByteArray head = QByteArray::fromHex("1f8b08000000000002ff");
    return head + deflated + littleEndian(crc32(text)) + littleEndian(static_cast<quint32>(text.size()));
}

} // namespace testsupport
