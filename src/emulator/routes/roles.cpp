#include "emulator/routes/roles.h"

using namespace Qt::StringLiterals;

namespace emulator::routes {

namespace {

constexpr std::initializer_list<FlowRole> allFlowRoles{FlowRole::Owner,      FlowRole::Administrator, FlowRole::Starter,
                                                       FlowRole::RunManager, FlowRole::RunMonitor,    FlowRole::Viewer};

bool holds(const FlowRecord &flow, FlowRole role, const QStringList &principals)
{
    const QStringList list = principalsOf(flow, role);
    if (role == FlowRole::Viewer && list.contains(u"public"_s))
        return true;
    if (role == FlowRole::Starter && list.contains(u"all_authenticated_users"_s))
        return true;
    return holdsAny(list, principals);
}

//! Role names come in the singular and, in the service's own list, in the plural.
QString singular(const QString &name)
{
    return name.endsWith(u's') ? name.chopped(1) : name;
}

template<typename Role>
std::optional<Role> named(std::initializer_list<Role> roles, const QString &name)
{
    for (const Role role : roles) {
        if (roleName(role) == name)
            return role;
    }
    return std::nullopt;
}

} // namespace

QList<FlowRole> flowRoles(const FlowRecord &flow, const QStringList &principals)
{
    QList<FlowRole> roles;
    for (const FlowRole role : allFlowRoles) {
        if (holds(flow, role, principals))
            roles.append(role);
    }
    return roles;
}

QList<RunRole> runRoles(const RunRecord &run, const FlowRecord *flow, const QStringList &principals)
{
    QList<RunRole> roles;
    if (principals.contains(run.owner))
        roles.append(RunRole::Owner);
    if (holdsAny(run.managers, principals))
        roles.append(RunRole::Manager);
    const QList<FlowRole> onFlow = flow ? flowRoles(*flow, principals) : QList<FlowRole>();
    if (mayAdministerFlow(onFlow) || onFlow.contains(FlowRole::RunManager))
        roles.append(RunRole::FlowManager);
    if (holdsAny(run.monitors, principals))
        roles.append(RunRole::Monitor);
    if (onFlow.contains(FlowRole::RunMonitor))
        roles.append(RunRole::FlowMonitor);
    return roles;
}

bool maySeeFlow(const QList<FlowRole> &roles)
{
    return !roles.isEmpty();
}

bool mayStartFlow(const QList<FlowRole> &roles)
{
    return roles.contains(FlowRole::Starter) || mayAdministerFlow(roles);
}

bool mayAdministerFlow(const QList<FlowRole> &roles)
{
    return roles.contains(FlowRole::Owner) || roles.contains(FlowRole::Administrator);
}

bool maySeeRun(const QList<RunRole> &roles)
{
    return !roles.isEmpty();
}

bool mayManageRun(const QList<RunRole> &roles)
{
    return mayResumeRun(roles) || roles.contains(RunRole::FlowManager);
}

bool mayResumeRun(const QList<RunRole> &roles)
{
    return roles.contains(RunRole::Owner) || roles.contains(RunRole::Manager);
}

QString userRole(const QList<FlowRole> &roles)
{
    if (roles.isEmpty())
        return {};
    switch (roles.first()) {
    case FlowRole::RunManager:
        return u"run_manager"_s;
    case FlowRole::RunMonitor:
        return u"run_monitor"_s;
    default:
        return roleName(roles.first());
    }
}

QString userRole(const QList<RunRole> &roles)
{
    return roles.isEmpty() ? QString() : roleName(roles.first());
}

std::optional<FlowRole> flowRoleOf(const QString &name)
{
    const QString one = singular(name);
    const bool isShort = one == "run_manager"_L1 || one == "run_monitor"_L1;
    return named(allFlowRoles, isShort ? QString(u"flow_"_s % one) : one);
}

std::optional<RunRole> runRoleOf(const QString &name)
{
    return named({RunRole::Owner, RunRole::Manager, RunRole::Monitor, RunRole::FlowManager, RunRole::FlowMonitor},
                 singular(name));
}

std::optional<ApiRole> apiRoleOf(const QString &name)
{
    return named({ApiRole::Owner, ApiRole::Administrator, ApiRole::Viewer}, singular(name));
}

std::optional<WebInputRole> webInputRoleOf(const QString &name)
{
    return named({WebInputRole::Viewer, WebInputRole::Respondent}, singular(name));
}

QList<FlowRole> flowRolesFrom(const QString &name)
{
    static const QList<FlowRole> ladder{FlowRole::Viewer, FlowRole::Starter, FlowRole::Administrator, FlowRole::Owner};
    const std::optional<FlowRole> role = flowRoleOf(name);
    const qsizetype at = role ? ladder.indexOf(*role) : -1;
    return at < 0 ? QList<FlowRole>() : ladder.mid(at);
}

QList<RunRole> runRolesFrom(const QString &name)
{
    static const QList<RunRole> ladder{RunRole::Monitor, RunRole::Manager, RunRole::Owner};
    const std::optional<RunRole> role = runRoleOf(name);
    const qsizetype at = role ? ladder.indexOf(*role) : -1;
    return at < 0 ? QList<RunRole>() : ladder.mid(at);
}

} // namespace emulator::routes
