#pragma once

#include "core/json.h"
#include "flows/change.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

namespace flows {

//! A partial update of a run: only what is set is sent, and only that changes. A list replaces the whole list; an empty
//! one clears it. Source: flows-service.md R3.
struct RunUpdate
{
    Change<QString> label; //!< at most 64 characters
    Change<QStringList> tags;
    Change<QStringList> runMonitors;                    //!< principal URNs
    Change<QStringList> runManagers;                    //!< principal URNs
    core::Json additionalFields = core::Json::object(); //!< sent too, in place of a field of the same name

    bool operator==(const RunUpdate &) const = default;
    [[nodiscard]] QByteArray toBytes() const;
};

} // namespace flows
