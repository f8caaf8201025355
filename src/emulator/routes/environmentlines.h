#pragma once

#include <QByteArray>
#include <QString>

namespace emulator::routes {

//! What a client of Globus finds in its environment when it is to work against this service.
//! Source of the names: flows-service.md 1.2, globus-auth.md 1.
struct ClientEnvironment
{
    QString flowsUrl;
    QString authUrl;
    QString transferUrl; //!< of the little of Globus Transfer that is served: tokens of this service go nowhere else
    QString clientId;
    QString clientSecret; //!< empty: its line is left out
};

//! An `export` line a variable, for any POSIX shell; each value quoted, whatever is in it.
[[nodiscard]] QString exportLines(const ClientEnvironment &environment);

} // namespace emulator::routes
