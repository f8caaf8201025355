#pragma once

#include <QByteArrayView>
#include <QList>
#include <QString>

#include <cstdint>
#include <cstdio>
#include <cstdlib>

namespace fuzz {

//! The fuzzer's bytes as a text.
inline QByteArrayView text(const std::uint8_t *data, std::size_t size)
{
    return {reinterpret_cast<const char *>(data), static_cast<qsizetype>(size)};
}

//! The parts of a text between bytes 0xFF, which occur in no UTF-8.
inline QList<QByteArrayView> parts(QByteArrayView whole)
{
    QList<QByteArrayView> found;
    for (qsizetype at = whole.indexOf('\xFF'); at >= 0; at = whole.indexOf('\xFF')) {
        found.append(whole.first(at));
        whole = whole.sliced(at + 1);
    }
    found.append(whole);
    return found;
}

//! Ends the program, which is how a fuzzer learns that it has found something.
inline void require(bool good, const char *what)
{
    if (good)
        return;
    std::fprintf(stderr, "fuzz: not true: %s\n", what);
    std::abort();
}

} // namespace fuzz
