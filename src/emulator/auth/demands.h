#pragma once

#include "emulator/auth/authorizerequest.h"
#include "emulator/auth/claims.h"

namespace emulator::auth {

//! Somebody who may sign in, and which of the identities linked to it have to be authenticated with it.
struct Candidate
{
    IdentityRecord identity;
    QList<IdentityRecord> with;

    //! All of them.
    [[nodiscard]] QStringList ids() const;
};

//! Judges whether signing in as somebody gives the identities that a request demands: all that it names, and one of
//! the domains, each by the identity itself or by one that is linked to it. \returns nothing if it does not.
//! Source: globus-auth.md 3.1.
[[nodiscard]] std::optional<Candidate> candidateFor(const AuthorizeRequest &request, const IdentityRecord &identity,
                                                    const FindIdentity &find);

//! What a request demands besides identities, and a session does not prove.
struct Unproven
{
    QStringList policies;
    bool mfa = false;

    [[nodiscard]] bool isEmpty() const { return policies.isEmpty() && !mfa; }
};
[[nodiscard]] Unproven unproven(const AuthorizeRequest &request, const Session &session);

//! Whether a session gives all that a request demands, so that nobody has to be asked for it.
[[nodiscard]] bool proves(const Session &session, const AuthorizeRequest &request, const FindIdentity &find);

} // namespace emulator::auth
