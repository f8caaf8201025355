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

//! What the server says of single fields of a run's input or of its label, as findings on RFC 6901 pointers:
//! `["$.source.id"]` is `/source/id`, `["label"]` is `/label`. Empty if the error is not of that kind.
[[nodiscard]] QList<flowlang::SchemaFinding> locatedFindings(const core::ApiError &error);

} // namespace widgets
