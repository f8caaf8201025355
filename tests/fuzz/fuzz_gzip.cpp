#include "fuzz/fuzzinput.h"

#include "net/unpacker.h"

//! A packed answer in two pieces: whatever it is, no more comes out than is allowed, and the cut changes nothing.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    constexpr qsizetype most = 64 * 1024;
    const QByteArrayView packed = fuzz::text(data, size);
    QByteArray whole;
    net::Unpacker one;
    const bool good = one.feed(packed, whole, most);
    fuzz::require(whole.size() <= most, "no more than is allowed");
    const qsizetype middle = size == 0 ? 0 : static_cast<qsizetype>(data[0]) % static_cast<qsizetype>(size);
    QByteArray pieces;
    net::Unpacker two;
    const bool same = two.feed(packed.first(middle), pieces, most) && two.feed(packed.sliced(middle), pieces, most);
    fuzz::require(same == good && pieces == whole, "it does not matter how it comes");
    fuzz::require(!good || whole.size() == most || one.atEnd() == two.atEnd(), "nor whether its end has come");
    return 0;
}
