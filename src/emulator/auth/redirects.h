#pragma once

#include "emulator/http/request.h"
#include "emulator/store/records.h"

namespace emulator::auth {

//! Where a sign-in may end.
enum class RedirectKind {
    Refused,
    Client,  //!< at the client: a loopback address of a native one, a registered address of another
    CodePage //!< at the page that shows the code for copying
};

//! Judges a redirect address by the rules for the client: a native client needs none registered for `http://localhost`,
//! `http://127.0.0.1` and `http://[::1]` with any port, and nothing else may stand there.
//! \param ownPort       of this service, for the copy page
//! \param loopbackPath  true: a path may follow the port
//! Source: globus-auth.md 4.
[[nodiscard]] RedirectKind redirectKind(const ClientRecord &client, const QString &uri, const QString &ownPort,
                                        bool loopbackPath);

//! The address with parameters added, percent-encoded.
[[nodiscard]] QString redirectTarget(const QString &uri, const QList<std::pair<QString, QString>> &parameters);
//! What a Content-Security-Policy calls the place where an accepted address leads; a scheme alone for IPv6, which it
//! can not name.
[[nodiscard]] QString policySource(const QString &uri);

//! `http://host:port` of this service, as the request named it.
[[nodiscard]] QString ownBase(const http::Request &request);
//! The port that the request came to, as text.
[[nodiscard]] QString ownPort(const http::Request &request);
//! The name under which this service issues id tokens: the same whatever name of loopback it was asked by.
[[nodiscard]] QString issuer(const http::Request &request);

} // namespace emulator::auth
