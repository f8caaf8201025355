#pragma once

#include "flows/ordering.h"
#include "flows/queryparams.h"

#include <QString>
#include <QStringList>
#include <QUrlQuery>

namespace flows {

//! `owner`, `administrator`, `viewer`. Source: flows-service.md A1.
[[nodiscard]] QStringList allRegisteredApiRoles();

//! What `GET /registered_apis` can be asked. Empty members are not sent. Source: flows-service.md A1.
struct ListRegisteredApisQuery
{
    QStringList roles = allRegisteredApiRoles(); //!< empty: the service's default, which is APIs that one owns
    QStringList orderBy;                         //!< made by flows::orderBy(); later ones break ties
    int perPage = 0;                             //!< 1 to 100; 0: the service's choice (10)
    QueryParams queryParams = {};                //!< sent too, in place of a parameter of the same name

    bool operator==(const ListRegisteredApisQuery &) const = default;
    [[nodiscard]] QUrlQuery toUrlQuery(const QString &marker = {}) const;
};

} // namespace flows
