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

//! The role lists of a registered API, as far as they are set. A list replaces the whole list.
struct RegisteredApiRoleChanges
{
    Change<QStringList> owners; //!< principal URNs; so are the others
    Change<QStringList> administrators;
    Change<QStringList> viewers;

    bool operator==(const RegisteredApiRoleChanges &) const = default;
};

//! What is sent to register an API. Source: flows-service.md A2.
struct NewRegisteredApi
{
    QString name;
    RawJson target; //!< a JSON object: type, openapi_version (`3.1`), destination, specification, components
    Change<QString> description;
    RegisteredApiRoleChanges roles;
    Change<QString> subscriptionId;                     //!< sources disagree whether the service requires one
    core::Json additionalFields = core::Json::object(); //!< sent too, in place of a field of the same name

    bool operator==(const NewRegisteredApi &) const = default;
    [[nodiscard]] QByteArray toBytes() const;
    //! Why this can not be sent (Validation): the target is no JSON object.
    [[nodiscard]] std::optional<core::ApiError> problem() const;
};

//! A partial update: only what is set is sent. The target is replaced whole. Source: flows-service.md A4.
struct RegisteredApiUpdate
{
    Change<QString> name;
    Change<QString> description;
    Change<RawJson> target;
    RegisteredApiRoleChanges roles;
    Change<QString> subscriptionId;
    core::Json additionalFields = core::Json::object();

    bool operator==(const RegisteredApiUpdate &) const = default;
    [[nodiscard]] QByteArray toBytes() const;
    [[nodiscard]] std::optional<core::ApiError> problem() const;
};

} // namespace flows
