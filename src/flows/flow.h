#pragma once

#include "flows/rawjson.h"

#include <QDateTime>
#include <QString>
#include <QStringList>

namespace flows {

//! A flow as the service describes it. Only `id` is sure to be there; text that is absent is empty, times that are
//! absent or unreadable are invalid. Times are UTC. Source: flows-service.md 2.1.1.
struct Flow
{
    QString id;
    QString title;
    QString subtitle;
    QString description;
    QStringList keywords;
    RawJson definition;  //!< empty or `null` in lists of high assurance flows
    RawJson inputSchema; //!< empty if the flow has none
    QString globusAuthScope;
    QString globusAuthUsername;
    QString principalUrn;
    QString flowOwner; //!< a principal URN
    QStringList flowViewers;
    QStringList flowStarters;
    QStringList flowAdministrators;
    QStringList runManagers;
    QStringList runMonitors;
    QStringList userRoles; //!< `user_roles`, else the one `user_role`; spelling as sent
    QDateTime createdAt;
    QDateTime updatedAt;
    QDateTime deletedAt;
    QString subscriptionId;
    QString authenticationPolicyId; //!< not empty: a high assurance flow
    bool isHighAssurance = false;   //!< as sent, or because there is a policy
    QString flowUrl;
    RawJson raw; //!< the whole document

    //! Gives up the page that this row shares with others.
    void detach();

    bool operator==(const Flow &) const = default;
};

//! Parts of the flow that only few callers want: `action_url`, `api_version`, `types`, `synchronous`, `log_supported`,
//! `globus_auth_scopes_by_RunAs`, `DELETED`, the legacy aliases and whatever is not known yet.
//! \returns the text of one member of the document, empty if it is absent.
[[nodiscard]] RawJson flowMember(const Flow &flow, const char *key);

} // namespace flows
