#pragma once

#include "emulator/routes/roles.h"
#include "emulator/routes/routetable.h"

#include <memory>

namespace emulator::routes {

//! A flow and the roles that the caller has on it.
struct FlowInView
{
    FlowRecord flow;
    QList<FlowRole> roles;
};

//! A run, its flow as far as it is known, both as RunStore::findShort() and FlowStore::findShort() give them, and the
//! roles that the caller has on the run.
struct RunInView
{
    RunRecord run;
    std::optional<FlowRecord> flow;
    QList<RunRole> roles;

    [[nodiscard]] const FlowRecord *flowOrNull() const { return flow ? &*flow : nullptr; }
};

//! The flow that `{flow_id}` names. \throws http::Refusal 404 for one that is unknown, deleted or invisible to the
//! caller: that it exists is nobody else's business.
[[nodiscard]] FlowInView visibleFlow(const Call &call);
//! As visibleFlow, for who may change it. \throws http::Refusal also 403 FORBIDDEN. \param permission  the one that is
//! missing else: UPDATE, DELETE. Source: flows-service.md 5.1.
[[nodiscard]] FlowInView administeredFlow(const Call &call, const QString &permission);
//! The run that `{run_id}` names. \throws http::Refusal 404 for one that is unknown, or that the caller has no role on.
[[nodiscard]] RunInView visibleRun(const Call &call);
//! As visibleRun; 404 also for who may only look at it. Source: flows-service.md 5.2.
[[nodiscard]] RunInView managedRun(const Call &call);
//! As visibleRun; 403 FORBIDDEN for who may only look at it. Source: flows-service.md 5.2 about R3 and R7.
[[nodiscard]] RunInView changeableRun(const Call &call, const QString &permission);

//! 404 in the words of the service. \param kind  Flow, Run, Web Input, …
[[nodiscard]] http::Refusal notFound(const QString &kind, const QString &id);
//! 403 FORBIDDEN. \param kind  flow, run
[[nodiscard]] http::Refusal forbidden(const QString &kind, const QString &id, const QString &permission);

} // namespace emulator::routes
