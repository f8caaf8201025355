#pragma once

#include "flows/ordering.h"
#include "flows/queryparams.h"

#include <QString>
#include <QStringList>
#include <QUrlQuery>

namespace flows {

//! `viewer`, `respondent`. Source: flows-service.md W1.
[[nodiscard]] QStringList allWebInputRoles();

//! What `GET /web_inputs` can be asked. Empty members are not sent. Source: flows-service.md W1.
struct ListWebInputsQuery
{
    QStringList roles = allWebInputRoles();
    QStringList states;           //!< `open`, `closed`; empty: the service's default, which is open ones
    QStringList flowIds;          //!< at most 10
    QStringList runIds;           //!< at most 10
    QStringList orderBy;          //!< made by flows::orderBy(); later ones break ties
    int perPage = 0;              //!< 0: the service's choice; its bounds are not known
    QueryParams queryParams = {}; //!< sent too, in place of a parameter of the same name

    bool operator==(const ListWebInputsQuery &) const = default;
    [[nodiscard]] QUrlQuery toUrlQuery(const QString &marker = {}) const;
};

} // namespace flows
