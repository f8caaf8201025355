#pragma once

#include <QByteArray>
#include <QByteArrayView>

namespace core {

//! `bytes` bytes of the operating system's generator as base64url without padding.
[[nodiscard]] QByteArray randomText(qsizetype bytes);

//! True if both are the same. Takes a time that depends on the lengths alone.
[[nodiscard]] bool sameSecret(QByteArrayView left, QByteArrayView right);

} // namespace core
