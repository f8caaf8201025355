#pragma once

#include <QString>

#include <optional>

namespace emulator::program {

//! Where the service is and who may use it: the start line, which is also kept in endpoint.json while it runs.
struct Endpoint
{
    QString flowsUrl;
    QString authUrl;
    QString nativeClientId;
    QString clientId;
    QString clientSecret;
    QString controlToken;
    QString data;
};

//! One line of JSON, with a line feed at its end.
[[nodiscard]] QByteArray startLine(const Endpoint &endpoint);
//! Writes the start line to a file (0600), at once or not at all. \returns why not, or the empty string.
[[nodiscard]] QString writeEndpoint(const QString &path, const Endpoint &endpoint);
//! \returns nothing if there is no such file, or something else in it.
[[nodiscard]] std::optional<Endpoint> readEndpoint(const QString &path);
//! `export` lines for a shell: what the SDKs and the `globus` command need to work against this service.
//! Source of the names: flows-service.md 1.2, globus-auth.md 1.
[[nodiscard]] QByteArray shellEnvironment(const Endpoint &endpoint);

} // namespace emulator::program
