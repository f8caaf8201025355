#pragma once

#include "core/apierror.h"
#include "core/json.h"
#include "flows/change.h"
#include "flows/rawjson.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <optional>

namespace flows {

//! What is sent to make a flow. Fields that are not set are not sent. Definition and schema go out byte for byte, so
//! that a document that came from the service goes back as it was. Source: flows-service.md F1.
struct NewFlow
{
    QString title;                    //!< 1 to 128 characters
    RawJson definition;               //!< a JSON object
    RawJson inputSchema;              //!< a JSON object; empty: `{}` is sent, which lets any input through
    Change<QString> subtitle;         //!< at most 128 characters
    Change<QString> description;      //!< at most 4096 characters
    Change<QStringList> flowViewers;  //!< principal URNs, or `public`; this and the next four: at most 16
    Change<QStringList> flowStarters; //!< principal URNs, or `all_authenticated_users`
    Change<QStringList> flowAdministrators;
    Change<QStringList> runManagers;
    Change<QStringList> runMonitors;
    Change<QStringList> keywords;                       //!< together at most 1024 characters
    Change<QString> subscriptionId;                     //!< without one the flow lives 30 days
    Change<QString> authenticationPolicyId;             //!< makes a high assurance flow; can not be added later
    core::Json additionalFields = core::Json::object(); //!< sent too, in place of a field of the same name

    bool operator==(const NewFlow &) const = default;
    [[nodiscard]] QByteArray toBytes() const;
    //! Why this can not be sent (Validation): definition or schema is no JSON object.
    [[nodiscard]] std::optional<core::ApiError> problem() const;
};

//! A partial update: only what is set is sent, and only that changes. A list replaces the whole list; an empty one
//! clears it. Source: flows-service.md F4.
struct FlowUpdate
{
    Change<QString> title;
    Change<RawJson> definition; //!< runs that have started keep theirs
    Change<RawJson> inputSchema;
    Change<QString> subtitle;
    Change<QString> description;
    Change<QString> flowOwner; //!< the caller's own identity URN: an administrator takes the flow over
    Change<QStringList> flowViewers;
    Change<QStringList> flowStarters;
    Change<QStringList> flowAdministrators;
    Change<QStringList> runManagers;
    Change<QStringList> runMonitors;
    Change<QStringList> keywords;
    Change<QString> subscriptionId;         //!< an id, or the word `DEFAULT`
    Change<QString> authenticationPolicyId; //!< of a high assurance flow: another policy
    core::Json additionalFields = core::Json::object();

    bool operator==(const FlowUpdate &) const = default;
    [[nodiscard]] QByteArray toBytes() const;
    [[nodiscard]] std::optional<core::ApiError> problem() const;
};

//! The body of a check of a definition. \param inputSchema  left out if it is empty. Source: flows-service.md F6.
[[nodiscard]] QByteArray validateFlowBody(const RawJson &definition, const RawJson &inputSchema);
//! Why such a body can not be sent, as NewFlow::problem().
[[nodiscard]] std::optional<core::ApiError> validateFlowProblem(const RawJson &definition, const RawJson &inputSchema);

} // namespace flows
