#pragma once

#include "flows/rawjson.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <optional>
#include <utility>

namespace flows {

//! What the service found out about a definition that it accepts. Source: flows-service.md F6.
struct FlowValidation
{
    //! The scopes that the flow will need, by the identity that acts (`User`, `Flow`, or another RunAs). Empty if it
    //! has no actions, or if the service did not say.
    QList<std::pair<QString, QStringList>> scopes;
    std::optional<qint64> numberOfPossibilities; //!< `analysis.number_of_possibilities`, a beta that may be missing
    RawJson raw;                                 //!< the whole document

    bool operator==(const FlowValidation &) const = default;
};

//! What the service says of a start that is likely to work. Source: flows-service.md F8.
struct RunValidation
{
    QString message; //!< `validation successful`, or empty
    RawJson raw;

    bool operator==(const RunValidation &) const = default;
};

} // namespace flows
