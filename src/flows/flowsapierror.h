#pragma once

#include "core/apierror.h"
#include "net/errorfinding.h"
#include "net/gare.h"

#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringList>

#include <chrono>
#include <optional>

namespace flows {

//! What the service said when it did not do what was asked, taken apart: a view of a core::ApiError. Everything is data
//! of the server and plain text. Source: flows-service.md 6.
struct FlowsApiError
{
    core::ApiError::Kind kind = core::ApiError::Kind::Internal;
    int httpStatus = 0; //!< 0 if no answer came
    QString code;       //!< `error.code`, `FLOW_INPUT_ERROR`; of a bare requirements error its own; or empty
    //! Of each finding, or the one that there is; what went wrong below HTTP or with a success that can not be
    //! understood. Empty if the body says nothing.
    QStringList messages;
    QString detail; //!< `error.detail` that is a text, or what stands in its place; empty with findings
    QList<net::ErrorFinding> findings; //!< `error.detail` that is a list, at most net::ErrorFinding::listLimit of it
    QString summary;                   //!< `error.message` beside a detail: what the findings amount to
    std::optional<net::Gare> requirements; //!< what a sign-in has to bring; absent if that would not help
    QString debugId;                       //!< for Globus' support; may be missing
    QString requestId;
    std::optional<std::chrono::seconds> retryAfter;
    QByteArray body; //!< as it came, at most core::ApiError::bodyLimit bytes

    bool operator==(const FlowsApiError &) const = default;

    //! Reads the error's body, if it is that of an answer outside 2xx. Never fails: a body that is HTML, empty or half
    //! leaves the members empty that it would have filled. A body over 16 kB is best read off the GUI thread.
    [[nodiscard]] static FlowsApiError from(const core::ApiError &error);

    //! The messages joined by `; `, or else the summary; empty if the server said nothing.
    [[nodiscard]] QString message() const;
};

} // namespace flows
