#pragma once

#include "auth/idtoken.h"
#include "auth/tokenendpoint.h"
#include "core/apierror.h"

#include <optional>

namespace auth {

//! How an attempt to sign in ended.
struct SignInOutcome
{
    enum class Kind {
        SignedIn,      //!< `grant` and `person`
        Declined,      //!< the person said no on the consent page
        Cancelled,     //!< by cancel()
        TimedOut,      //!< nobody came back (an error page that leads nowhere, a closed tab), or no tokens came
        Refused,       //!< Globus Auth sent the person back with `reason`
        OtherIdentity, //!< somebody else than expected signed in: `person`; what was granted is revoked
        Failed         //!< `error`
    };

    Kind kind = Kind::Cancelled;
    Grant grant = {};
    Person person = {};
    QString reason = {}; //!< plain text, as sent
    std::optional<core::ApiError> error = {};
};

} // namespace auth
