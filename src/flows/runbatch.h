#pragma once

#include "core/apierror.h"
#include "flows/change.h"

#include <QByteArray>
#include <QStringList>

#include <optional>

namespace flows {

//! One operation on many runs. A field may be set, or added to, or removed from: one of the three. Source:
//! flows-service.md R9.
struct RunBatch
{
    //! The lists become these; an empty list clears.
    struct Set
    {
        Change<QStringList> tags;
        Change<QStringList> runManagers;
        Change<QStringList> runMonitors;
        bool cancel = false; //!< cancels the runs

        bool operator==(const Set &) const = default;
    };
    //! What is added to the lists, or removed from them. Empty: nothing.
    struct Items
    {
        QStringList tags;
        QStringList runManagers;
        QStringList runMonitors;

        bool operator==(const Items &) const = default;
    };

    QStringList runIds;
    Set set;
    Items add;
    Items remove;

    bool operator==(const RunBatch &) const = default;
    //! The request's body; an operation with nothing in it is left out.
    [[nodiscard]] QByteArray toBytes() const;
    //! Why this can not be sent (Validation): no runs, nothing to do, or one field in two operations.
    [[nodiscard]] std::optional<core::ApiError> problem() const;
};

} // namespace flows
