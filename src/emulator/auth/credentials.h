#pragma once

#include <QString>

namespace emulator {
class Database;
}

namespace emulator::auth {

//! The clients that every data directory has from its beginning.
struct BuiltInClients
{
    QString clientId;     //!< confidential; its identity is `<clientId>@clients.auth.globus.org`
    QString clientSecret; //!< as the start line tells it; the store has the hash
    QString nativeClientId;
};

//! Reads the built-in clients from `client.json` (0600) in the data directory, or makes them. Afterwards the store
//! knows both clients, the identity of the confidential one and the residents, whatever was in it. Throws StoreError,
//! also for a file that can not be read or written.
[[nodiscard]] BuiltInClients ensureBuiltInClients(const QString &dataDirectory, Database &database);

//! `<clientId>@clients.auth.globus.org`
[[nodiscard]] QString clientUsername(const QString &clientId);

} // namespace emulator::auth
