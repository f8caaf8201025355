#pragma once

#include "core/json.h"

#include <QDateTime>
#include <QString>
#include <QStringList>

namespace emulator::auth {

//! Who was there when a person signed in, and what that proves. A client that acts by itself has none: it is empty.
//! Source: globus-auth.md 3.4 (session_info), 9.
struct Session
{
    QString id;
    QDateTime authenticatedAt; //!< UTC; none: nobody signed in
    QStringList identityIds;   //!< that were authenticated
    QStringList policies;      //!< authentication policies whose demands were met
    bool mfa = false;          //!< with a second factor

    bool operator==(const Session &) const = default;

    [[nodiscard]] core::Json toJson() const;
    //! Reads what toJson() wrote; null gives an empty session.
    [[nodiscard]] static Session fromJson(const core::Json &document);
};

} // namespace emulator::auth
