#pragma once

#include "net/attempt.h"

class QNetworkAccessManager;

namespace net {

//! A request on its way.
struct Launched
{
    QNetworkReply *reply;
    OneShotBody *oneShot; //!< null for idempotent requests; owned by the reply
};

//! Hands the request to the access manager: redirects, cookies, caches and authentication are not its business, and
//! what is not idempotent goes out through OneShotBody.
[[nodiscard]] Launched launch(QNetworkAccessManager &network, const AttemptSpec &spec);

} // namespace net
