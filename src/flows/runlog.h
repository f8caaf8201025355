#pragma once

#include "flows/rawjson.h"

#include <QDateTime>
#include <QString>

namespace flows {

//! One entry of a run's log. Source: flows-service.md 2.1.4, 4.4. Everything may be absent but `code` seldom is.
struct RunLogEntry
{
    QDateTime time; //!< UTC; several entries may share one
    QString code;   //!< `FlowStarted`, `ActionCompleted`, …; unknown codes are kept
    QString description;
    QString stateName; //!< `details.state_name`, or empty
    QString stateType; //!< `details.state_type`, or empty
    QString exception; //!< `details.exception`, or empty
    QString cause;     //!< `details.cause`: text as it is, anything else as its JSON text
    RawJson payload;   //!< `details.input` of an entry that starts something, `details.output` of one that ends it
    RawJson details;
    RawJson raw; //!< the whole entry

    //! Gives up the page that this entry shares with others.
    void detach();

    bool operator==(const RunLogEntry &) const = default;
};

} // namespace flows
