#pragma once

#include "core/json.h"
#include "emulator/routes/service.h"

#include <QStringList>

namespace emulator::routes {

//! Characters of a run's label. Source: flows-service.md 8.
inline constexpr qsizetype longestLabel = 64;

//! What a start asks for, checked and normalised. Source: flows-service.md F7.
struct StartRequest
{
    core::Json body;
    QString label;           //!< empty if none was given
    QStringList tags;        //!< trimmed, inner blanks collapsed, empty ones left out
    QStringList runManagers; //!< URNs
    QStringList runMonitors;
    core::Json notificationPolicy; //!< as sent, or null
};

//! Reads the document of F7 and F8. \throws http::Refusal 422 with its problems, at most a hundred.
[[nodiscard]] StartRequest startRequest(const core::Json &document, const RouteLeniency &leniency);

//! Checks the input against the flow's schema. \param schema  null if the flow has none
//! \throws http::Refusal 400 FLOW_INPUT_ERROR with the place of each violation as JSONPath, or for an input that is
//! larger or deeper than a run state may be.
void checkInput(const core::Json &input, const core::Json &schema);

//! `$.a.b[0]` for `/a/b/0`, by what stands at each step of the document.
[[nodiscard]] QString jsonPathOf(const core::Json &document, const QString &pointer);

} // namespace emulator::routes
