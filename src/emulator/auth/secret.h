#pragma once

#include <QByteArray>

namespace emulator::auth {

//! 32 bytes from the operating system's random source in base64url without padding: 43 characters.
[[nodiscard]] QByteArray newSecret();

//! 32 letters and digits from the same source, for what a person may have to copy. Source: globus-auth.md 3.1.
[[nodiscard]] QByteArray newCode();

} // namespace emulator::auth
