#pragma once

#include <QFuture>

#include <chrono>

namespace auth {

//! How the secret service of the session stands.
enum class KeyringState {
    Open,
    Locked,    //!< somebody has to enter its password; to QtKeychain it looks empty
    NoService, //!< there is no session bus, no secret service, or it has no default keyring
    TimedOut   //!< it does not answer
};

//! Asks the secret service over the session bus, without unlocking anything. Never fails. Source: the Secret Service
//! specification of freedesktop.org, 0.2
[[nodiscard]] QFuture<KeyringState> probeKeyring(std::chrono::milliseconds limit);

} // namespace auth
