#pragma once

#include "flows/rawjson.h"

#include <QDateTime>
#include <QString>
#include <QStringList>

namespace flows {

//! Source: flows-service.md 2.1.6. Unknown is any word that this program does not know.
enum class RegisteredApiStatus { Active, Inactive, DeletePending, Deleted, Unknown };

[[nodiscard]] RegisteredApiStatus registeredApiStatusOf(QStringView text);

//! A registered API as lists show it. Only `id` is sure to be there. Times are UTC, invalid if absent. Source:
//! flows-service.md 2.1.6.
struct RegisteredApiSummary
{
    QString id;
    QString name;
    QString description;
    QDateTime createdTimestamp;
    QDateTime updatedTimestamp;
    RawJson raw; //!< the whole document

    //! Gives up the page that this row shares with others.
    void detach() { raw.detach(); }

    bool operator==(const RegisteredApiSummary &) const = default;
};

//! The operation that a registered API calls.
struct RegisteredApiTarget
{
    QString type;           //!< `openapi`
    QString openapiVersion; //!< `3.1`
    QString method;         //!< `destination.method`, lower case as sent
    QString url;            //!< `destination.url`, a template
    RawJson specification;  //!< one OpenAPI operation object
    RawJson components;     //!< what the specification refers to; empty if there is none
    RawJson transforms;     //!< `null` in what is known
    RawJson raw;            //!< the whole target, which an update takes as it is

    bool operator==(const RegisteredApiTarget &) const = default;
};

//! An HTTP API that states of a flow can call, whole. Only `id` is sure to be there. Source: flows-service.md 2.1.6.
struct RegisteredApi
{
    QString id;
    QString name;
    QString description;
    QStringList owners; //!< principal URNs; so are the next two
    QStringList administrators;
    QStringList viewers;
    RegisteredApiTarget target;
    RawJson dataTemplates;    //!< how a state's input becomes a request, and an answer its result; made by the service
    RawJson stateInputSchema; //!< JSON Schema of what a state must pass; made by the service
    RegisteredApiStatus status = RegisteredApiStatus::Unknown;
    QString statusText; //!< as sent
    QString subscriptionId;
    QDateTime createdTimestamp;
    QDateTime updatedTimestamp;
    QDateTime editedTimestamp;
    QDateTime scheduledDeletionTimestamp; //!< valid while DELETE_PENDING
    RawJson raw;                          //!< the whole document

    bool operator==(const RegisteredApi &) const = default;
};

} // namespace flows
