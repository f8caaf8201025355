#pragma once

#include "core/json.h"

#include <QString>
#include <QStringList>

#include <optional>

namespace net {

//! What a service wants of a sign-in before it goes on: a Globus Auth requirements error. Comes as the body of a 403,
//! or as the `details` of a run that waits. Data of a server: nothing in it is checked but its types. Source:
//! globus-auth.md 9, flows-service.md 6.3.
struct Gare
{
    QString code;                            //!< a hint only: `ConsentRequired`, `AuthorizationRequired`, …
    QStringList requiredScopes;              //!< scope strings, which may hold dependencies
    QString sessionMessage;                  //!< for people, plain text; empty: none
    QStringList sessionRequiredIdentities;   //!< all of them
    QStringList sessionRequiredPolicies;     //!< all of them
    QStringList sessionRequiredSingleDomain; //!< one of them
    std::optional<bool> sessionRequiredMfa;
    QString prompt; //!< `login`, `none`, or empty
    //! The parameters as one object, whichever shape they came in; members that are not known are kept.
    core::Json parameters = core::Json::object();

    bool operator==(const Gare &) const = default;

    //! True if it asks for nothing that could be done.
    [[nodiscard]] bool isEmpty() const;

    //! Looks at the document itself, then at its `error`, then at each of its `errors`; in each for a requirements
    //! error and for the older shapes that mean the same. The first match wins. \returns nothing if there is none,
    //! which members of wrong types are, too
    [[nodiscard]] static std::optional<Gare> find(const core::Json &document);
};

} // namespace net
