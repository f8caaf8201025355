#pragma once

#include "support/enginebench.h"

namespace testsupport {

//! A run that has ended, and what its log says.
struct RanFlow
{
    emulator::RunRecord run;
    QList<emulator::LogEntry> log;
    QString codes; //!< `FlowStarted, ActionStarted A, …`
    QString exception;
    QString cause;
};

//! Runs a definition to its end on an engine of its own.
[[nodiscard]] RanFlow perform(const core::Json &definition, const core::Json &body = core::Json::object(),
                              const emulator::Leniency &leniency = {});
//! A flow of one state, `A`, from its text.
[[nodiscard]] core::Json single(const char *state);

} // namespace testsupport
