#pragma once

#include "emulator/store/flowstore.h"
#include "emulator/store/registeredapistore.h"
#include "emulator/store/runstore.h"
#include "emulator/store/webinputstore.h"

// What roles allow: pure functions of the records and of who asks. Source: flows-service.md 5.

namespace emulator::routes {

//! The roles that the flow's owner field and role lists give to the principals, highest first.
//! \param principals  URNs; the special words count by themselves: everybody who asks is authenticated
[[nodiscard]] QList<FlowRole> flowRoles(const FlowRecord &flow, const QStringList &principals);

//! The roles on a run, highest first. \param flow  its flow, or null if that is not stored any more
[[nodiscard]] QList<RunRole> runRoles(const RunRecord &run, const FlowRecord *flow, const QStringList &principals);

//! Any role shows the flow: metadata, definition, input schema.
[[nodiscard]] bool maySeeFlow(const QList<FlowRole> &roles);
[[nodiscard]] bool mayStartFlow(const QList<FlowRole> &roles);
//! Change and delete it, see its role lists and its private parameters.
[[nodiscard]] bool mayAdministerFlow(const QList<FlowRole> &roles);

//! Any role shows the run, its definition and its log.
[[nodiscard]] bool maySeeRun(const QList<RunRole> &roles);
//! Change, cancel and delete it, see its role lists.
[[nodiscard]] bool mayManageRun(const QList<RunRole> &roles);
//! As mayManageRun, but not who manages it by a role on the flow alone.
[[nodiscard]] bool mayResumeRun(const QList<RunRole> &roles);

//! The deprecated `user_role` of a flow: one role, where the two on runs are spelled `run_manager`, `run_monitor`.
[[nodiscard]] QString userRole(const QList<FlowRole> &roles);
//! The deprecated `user_role` of a run.
[[nodiscard]] QString userRole(const QList<RunRole> &roles);

//! A name in `filter_roles` of flows, singular or plural. \returns nothing for an unknown one.
[[nodiscard]] std::optional<FlowRole> flowRoleOf(const QString &name);
//! A name in `filter_roles` of runs, singular or plural.
[[nodiscard]] std::optional<RunRole> runRoleOf(const QString &name);
//! The same for registered APIs.
[[nodiscard]] std::optional<ApiRole> apiRoleOf(const QString &name);
//! The same for web inputs.
[[nodiscard]] std::optional<WebInputRole> webInputRoleOf(const QString &name);
//! The roles that the deprecated `filter_role` of flows means: the named one and those above it; empty for an unknown
//! one.
[[nodiscard]] QList<FlowRole> flowRolesFrom(const QString &name);
//! The same for runs.
[[nodiscard]] QList<RunRole> runRolesFrom(const QString &name);

} // namespace emulator::routes
