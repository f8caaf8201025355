#pragma once

#include "core/apierror.h"

#include <QByteArray>
#include <QString>

namespace net {

//! What the body of an error says, in whichever of the services' shapes it came. A body that is HTML, empty, half or
//! too deep gives empty members. Source: flows-service.md 6.1, globus-auth.md 9 and 12.
struct ErrorBody
{
    QString code;
    QString detail; //!< as text; the messages of a list are joined by `; `
    QString debugId;
    QString requestId;
    //! The server wants a consent, a scope or another session, which a sign-in can give.
    bool wantsAuthorization = false;
    QByteArray authorizationParameters; //!< JSON object, normalised from older shapes; empty if the server sent none

    [[nodiscard]] static ErrorBody read(const QByteArray &body);
};

} // namespace net
