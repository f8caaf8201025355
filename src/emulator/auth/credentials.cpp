#include "emulator/auth/credentials.h"

#include "core/ids.h"
#include "core/json.h"
#include "emulator/auth/residents.h"
#include "emulator/auth/secret.h"
#include "emulator/store/authstores.h"
#include "emulator/store/database.h"
#include "emulator/store/ownerfile.h"

#include <QFile>

using namespace Qt::StringLiterals;
using core::Json;
using core::toStd;

namespace emulator::auth {

namespace {

BuiltInClients read(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        throw StoreError(u"The file %1 can not be read: %2."_s.arg(path, file.errorString()));
    const core::JsonParse parsed = core::parseJson(file.readAll());
    BuiltInClients clients;
    if (parsed) {
        clients.clientId = core::stringMember(*parsed.value, "client_id");
        clients.clientSecret = core::stringMember(*parsed.value, "client_secret");
        clients.nativeClientId = core::stringMember(*parsed.value, "native_client_id");
    }
    if (!core::isUuid(clients.clientId) || clients.clientSecret.isEmpty() || !core::isUuid(clients.nativeClientId)) {
        throw StoreError(
            u"The file %1 does not hold the clients of this emulator. Move it away to get new ones."_s.arg(path));
    }
    return clients;
}

void write(const QString &path, const BuiltInClients &clients)
{
    const Json document = {{"client_id", toStd(clients.clientId)},
                           {"client_secret", toStd(clients.clientSecret)},
                           {"native_client_id", toStd(clients.nativeClientId)}};
    writeOwnerFile(path, core::toPrettyBytes(document));
}

} // namespace

QString clientUsername(const QString &clientId)
{
    return clientId % u"@clients.auth.globus.org"_s;
}

BuiltInClients ensureBuiltInClients(const QString &dataDirectory, Database &database)
{
    const QString path = dataDirectory % u"/client.json"_s;
    BuiltInClients clients;
    if (QFile::exists(path)) {
        clients = read(path);
    } else {
        clients = {core::newId(), QString::fromLatin1(newSecret()), core::newId()};
        write(path, clients);
    }
    Transaction transaction(database);
    IdentityStore(database).put(
        {clients.clientId, clientUsername(clients.clientId), u"Flows Desktop"_s, {}, u"Emulator"_s, {}});
    ClientStore(database).put({clients.clientId,
                               u"Built-in client"_s,
                               TokenStore::hashOf(clients.clientSecret.toUtf8()),
                               clients.clientId,
                               {}});
    ClientStore(database).put({clients.nativeClientId, u"Flows Desktop"_s, {}, {}, {}});
    ensureResidents(database);
    transaction.commit();
    return clients;
}

} // namespace emulator::auth
