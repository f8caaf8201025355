#pragma once

#include <QByteArray>

namespace emulator::auth {

//! 32 bytes from the operating system's random source in base64url without padding: 43 characters.
[[nodiscard]] QByteArray newSecret();

//! 32 letters and digits from the same source, for what a person may have to copy. Source: globus-auth.md 3.1.
[[nodiscard]] QByteArray newCode();

//! True if both are the same; takes as long for a near miss as for a wide one.
[[nodiscard]] bool sameSecret(QByteArrayView left, QByteArrayView right);

} // namespace emulator::auth
