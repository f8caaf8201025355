#pragma once

#include "core/json.h"

#include <QString>
#include <QStringList>

namespace emulator::routes {

//! Why a target can not be registered, in one sentence; empty if it can. Source: flows-service.md 2.1.6, A2.
[[nodiscard]] QString targetProblem(const core::Json &target);

//! How what a state passes becomes a request, and an answer what the state gets. \param target  without a problem
[[nodiscard]] core::Json dataTemplates(const core::Json &target);
//! What a state must pass: an object with the parameters and the body of the operation. If all of them go to one place
//! of the request they stand at its top, else below the names of their places (how the service does it for several
//! places is not known).
[[nodiscard]] core::Json stateInputSchema(const core::Json &target);
//! The Globus scopes that the operation asks for.
[[nodiscard]] QStringList targetScopes(const core::Json &target);

//! The target as documents show it: with `transforms`.
[[nodiscard]] core::Json shownTarget(const core::Json &target);

} // namespace emulator::routes
