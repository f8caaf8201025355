#pragma once

#include "emulator/engine/exceptions.h"
#include "emulator/store/records.h"

// The entries of the run log and the details of the run document, in the words of the service.
// Source: flow-language.md 11, flows-service.md 4.3 and 4.4. Entries have no seq and no time yet.

namespace emulator {

[[nodiscard]] LogEntry flowStarted(const core::Json &body);
[[nodiscard]] LogEntry flowSucceeded(const core::Json &runState);
[[nodiscard]] LogEntry flowFailed(const QString &stateName, const Raised &raised);
//! For a Fail state, whose Error and Cause may both be missing (null).
[[nodiscard]] LogEntry flowFailed(const QString &stateName, const core::Json &error, const core::Json &cause);
[[nodiscard]] LogEntry flowCanceled();
[[nodiscard]] LogEntry flowInactive(const QString &stateName, const core::Json &status);
[[nodiscard]] LogEntry flowResumed(const QString &stateName);
//! \param input  shown as it is; null leaves it out (it could not be evaluated)
[[nodiscard]] LogEntry stateStarted(const flowlang::State &state, const core::Json &input);
[[nodiscard]] LogEntry stateCompleted(const flowlang::State &state, const core::Json &runState);
[[nodiscard]] LogEntry stateFailed(const flowlang::State &state, const Raised &raised);
[[nodiscard]] LogEntry actionPolled(const core::Json &status);

//! Details of the run document before the first step: what the start of a run answers.
[[nodiscard]] core::Json startingDetails(const core::Json &body);
//! Details that repeat the last log entry.
[[nodiscard]] core::Json entryDetails(const LogEntry &entry);
[[nodiscard]] core::Json actionRunningDetails(const QString &stateName, const core::Json &status);
[[nodiscard]] core::Json inactiveDetails(const RunRecord &run, const core::Json &status);
[[nodiscard]] core::Json succeededDetails(const core::Json &runState);
[[nodiscard]] core::Json canceledDetails(const QDateTime &time);

} // namespace emulator
