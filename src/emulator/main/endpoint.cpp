#include "endpoint.h"

#include "core/json.h"
#include "emulator/routes/environmentlines.h"
#include "emulator/store/ownerfile.h"
#include "emulator/store/storeerror.h"

#include <QFile>

using namespace Qt::StringLiterals;
using core::Json;
using core::toStd;

namespace emulator::program {

QByteArray startLine(const Endpoint &endpoint)
{
    const Json line = {{"flows_url", toStd(endpoint.flowsUrl)},
                       {"auth_url", toStd(endpoint.authUrl)},
                       {"native_client_id", toStd(endpoint.nativeClientId)},
                       {"client_id", toStd(endpoint.clientId)},
                       {"client_secret", toStd(endpoint.clientSecret)},
                       {"control_token", toStd(endpoint.controlToken)},
                       {"data", toStd(endpoint.data)}};
    return core::toBytes(line) + '\n';
}

QString writeEndpoint(const QString &path, const Endpoint &endpoint)
{
    try {
        writeOwnerFile(path, startLine(endpoint));
    } catch (const StoreError &error) {
        return error.message();
    }
    return {};
}

std::optional<Endpoint> readEndpoint(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return std::nullopt;
    const core::JsonParse parsed = core::parseJson(file.readAll());
    if (!parsed)
        return std::nullopt;
    const Json &line = *parsed.value;
    const Endpoint endpoint{core::stringMember(line, "flows_url"),
                            core::stringMember(line, "auth_url"),
                            core::stringMember(line, "native_client_id"),
                            core::stringMember(line, "client_id"),
                            core::stringMember(line, "client_secret"),
                            core::stringMember(line, "control_token"),
                            core::stringMember(line, "data")};
    return endpoint.flowsUrl.isEmpty() ? std::nullopt : std::optional(endpoint);
}

QByteArray shellEnvironment(const Endpoint &endpoint)
{
    return routes::exportLines(
               {endpoint.flowsUrl, endpoint.authUrl, endpoint.flowsUrl, endpoint.clientId, endpoint.clientSecret})
        .toUtf8();
}

} // namespace emulator::program
