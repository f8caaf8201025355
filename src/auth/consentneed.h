#pragma once

#include "auth/authorizerequest.h"
#include "auth/tokenanswer.h"

#include <optional>

namespace net {
struct Requirements;
}

namespace auth {

//! What somebody has to sign in for: scopes to consent to, and what is demanded of the session.
struct ConsentNeed
{
    QStringList resourceServers; //!< whose tokens are to be used for it; may be empty
    QList<core::Scope> scopes;   //!< may be empty: whatever is asked for anyway
    SessionDemands session;

    bool operator==(const ConsentNeed &) const = default;

    //! Reads what a request lacks. What the service asked for is data: scopes and values that are malformed are left
    //! out. A session that is demanded is a new one: `prompt=login`. \returns nothing if the program's own scopes are
    //! malformed. Source: globus-auth.md 9.
    [[nodiscard]] static std::optional<ConsentNeed> of(const net::Requirements &requirements);

    //! True if one sign-in can meet both. Of domains one is enough, so that two lists of them can not be one; of
    //! identities and second factors it is not said what both would mean. Source: globus-auth.md 9, merging.
    [[nodiscard]] bool canJoin(const ConsentNeed &other) const;
    //! All of both.
    void join(const ConsentNeed &other);
    //! True if whoever meets this meets the other as well.
    [[nodiscard]] bool covers(const ConsentNeed &other) const;
};

//! What to ask for so that the new tokens, which replace those of the same resource servers, can do what those could
//! and what is needed now. Source: globus-auth.md 6, rule that bites.
//! \param always  scopes of each sign-in
[[nodiscard]] QList<core::Scope> scopesToAsk(const ConsentNeed &need, const QList<core::Scope> &always,
                                             const QList<AccessToken> &held);

//! Who a scope belongs to, as its name tells: the id or name in it, `auth.globus.org` for the bare ones. Empty for
//! names of no known form.
[[nodiscard]] QString scopeOwner(const QString &name);

} // namespace auth
