#pragma once

#include "core/apierror.h"
#include "flowlang/inputschema.h"

#include <QList>
#include <QString>

namespace widgets {

//! A failure as a person reads it. All three are plain text.
struct ErrorText
{
    QString problem; //!< why, in one sentence; empty for Cancelled, which is not shown
    QString advice;  //!< what to do now
    QString details; //!< codes and the server's own words, for "Details"
};

//! Says in the user's words what an error of the service means.
[[nodiscard]] ErrorText errorText(const core::ApiError &error);

//! What the server found wrong with a request to start a run, as findings on RFC 6901 pointers into the run's input:
//! `["$.source.id"]` and `["body", "source", "id"]` are `/source/id`. What is not about the input (its label, its tags)
//! has the empty pointer and begins with its place. Empty if the error is not of that kind.
[[nodiscard]] QList<flowlang::SchemaFinding> locatedFindings(const core::ApiError &error);

} // namespace widgets
