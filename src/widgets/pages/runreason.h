#pragma once

#include "flows/rawjson.h"

#include <QString>

namespace widgets {

//! What the details of a run say about its end, or about what it waits for. Source: flows-service.md 4.3.
struct RunReason
{
    QString state;     //!< where it happened; empty: not said
    QString exception; //!< the name of the error, or empty
    QString cause;     //!< in the service's or the provider's words, or empty
    QString document;  //!< the details, set out in lines
};

//! Parses `details`: for another thread than the one that draws.
[[nodiscard]] RunReason readRunReason(const flows::RawJson &details);

} // namespace widgets
