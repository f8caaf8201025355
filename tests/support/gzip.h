#pragma once

#include <QByteArray>

namespace testsupport {

//! The text as a gzip member (RFC 1952), as a server sends it with `Content-Encoding: gzip`.
[[nodiscard]] QByteArray gzip(const QByteArray &text);

} // namespace testsupport
