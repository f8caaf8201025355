#pragma once

#include "core/apierror.h"
#include "net/errorfinding.h"
#include "net/gare.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <optional>

namespace net {

//! What the body of an error says, in whichever of the services' shapes it came. A body that is HTML, empty, half, too
//! large or too deep gives empty members. Source: flows-service.md 6.1 and 6.4, globus-auth.md 9 and 12.
struct ErrorBody
{
    QString code;
    QStringList messages; //!< of each finding, or the one there is
    QString detail;       //!< the messages joined by `; `, at most detailLimit characters
    QString summary;      //!< `error.message`: what a list of findings amounts to; empty where it is all there is
    QList<ErrorFinding> findings; //!< of a `detail` that is a list
    QString debugId;
    QString requestId;
    std::optional<Gare> requirements; //!< of a missing scope: what its words say, if they name one
    //! The server wants a consent, a scope or another session, which a sign-in can give. Also true where it does not
    //! say which.
    bool wantsAuthorization = false;

    [[nodiscard]] static ErrorBody read(const QByteArray &body);
    //! The requirements' parameters as JSON; empty without requirements.
    [[nodiscard]] QByteArray authorizationParameters() const;

    static constexpr qsizetype detailLimit = 16 * 1024; //!< characters; a list of problems can be long
};

} // namespace net
