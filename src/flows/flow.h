#pragma once

#include "flows/rawjson.h"

#include <QDateTime>
#include <QList>
#include <QString>
#include <QStringList>

#include <utility>

namespace flows {

//! The fields of a flow that neither lists nor pages show. Text that is absent is empty. Source:
//! flows-service.md 2.1.1.
struct FlowExtras
{
    //! The scopes of `globus_auth_scopes_by_RunAs`, by RunAs name; the name is empty where only a list was sent.
    QList<std::pair<QString, QString>> scopesByRunAs;
    QString userRole; //!< deprecated: the highest role alone
    QString actionUrl;
    QString apiVersion;
    QStringList types;
    bool synchronous = false;
    bool logSupported = false;
    bool deleted = false;       //!< `DELETED`, in the answer to a deletion
    QString createdBy;          //!< legacy name of the owner
    QStringList visibleTo;      //!< legacy name of the viewers
    QStringList runnableBy;     //!< legacy name of the starters
    QStringList administeredBy; //!< legacy name of the administrators

    bool operator==(const FlowExtras &) const = default;
};

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

    //! Parses the document, each time it is called.
    [[nodiscard]] FlowExtras extras() const;
    //! Gives up the page that this row shares with others.
    void detach();

    bool operator==(const Flow &) const = default;
};

//! Parts of the flow that this program does not know yet.
//! \returns the text of one member of the document, empty if it is absent.
[[nodiscard]] RawJson flowMember(const Flow &flow, const char *key);

} // namespace flows
