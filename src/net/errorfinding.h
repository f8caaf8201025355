#pragma once

#include "core/json.h"

#include <QList>
#include <QString>
#include <QStringList>

namespace net {

//! One thing that a service found wrong with what was sent, and where. Source: flows-service.md 6.1, S2.
struct ErrorFinding
{
    QStringList location; //!< `loc` as sent, numbers as text; empty: about the whole
    //! The location as RFC 6901 pointer: into the body of the request, or into the run's input if `inInput`.
    QString pointer;
    bool inInput = false; //!< the location was a JSONPath (`$.source.id`), which begins at the flow's input
    QString message;      //!< `msg`; plain text
    QString type;         //!< `value_error`, `InvalidActionInput`, …
    core::Json context;   //!< `ctx`, or null

    bool operator==(const ErrorFinding &) const = default;

    //! Reads a list as a service sends it in `error.detail`. An element may be a text, or say its message as `detail`,
    //! `message` or `title`; what says nothing at all is left out. At most `listLimit` are read.
    [[nodiscard]] static QList<ErrorFinding> read(const core::Json &list);

    static constexpr qsizetype listLimit = 1000;
};

//! The RFC 6901 pointer that means the same as a JSONPath of names and indices: `$.a['b c'][0]` is `/a/b c/0`. `$` is
//! the empty pointer. \returns nothing for anything else: wildcards, filters, slices, or no path at all
[[nodiscard]] std::optional<QString> pointerOfJsonPath(QStringView path);

} // namespace net
