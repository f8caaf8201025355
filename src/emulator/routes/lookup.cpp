#include "emulator/routes/lookup.h"

#include "emulator/http/response.h"

using namespace Qt::StringLiterals;

namespace emulator::routes {

http::Refusal notFound(const QString &kind, const QString &id)
{
    return http::Refusal(
        http::errorAnswer(404, u"NOT_FOUND"_s, u"No %1 exists with id value %2"_s.arg(kind, id.left(100))));
}

http::Refusal forbidden(const QString &kind, const QString &id, const QString &permission)
{
    return http::Refusal(http::errorAnswer(
        403, u"FORBIDDEN"_s,
        u"You do not have the necessary permissions to perform this action on the %1 with id value %2. Missing "
        "permissions: %3."_s.arg(kind, id, permission)));
}

FlowInView visibleFlow(const Call &call)
{
    const QString id = call.request.argument(u"flow_id"_s).toLower();
    std::optional<FlowRecord> flow = FlowStore(call.service.database).find(id);
    if (!flow || flow->deletedAt.isValid())
        throw notFound(u"Flow"_s, id);
    QList<FlowRole> roles = flowRoles(*flow, call.caller.principals());
    if (!maySeeFlow(roles))
        throw notFound(u"Flow"_s, id);
    requirePolicy(call.caller, flow->authenticationPolicyId);
    return {*std::move(flow), std::move(roles)};
}

FlowInView administeredFlow(const Call &call, const QString &permission)
{
    FlowInView view = visibleFlow(call);
    if (!mayAdministerFlow(view.roles))
        throw forbidden(u"flow"_s, view.flow.id, permission);
    return view;
}

RunInView visibleRun(const Call &call)
{
    const QString id = call.request.argument(u"run_id"_s).toLower();
    std::optional<RunRecord> run = RunStore(call.service.database).findShort(id);
    if (!run)
        throw notFound(u"Run"_s, id);
    RunInView view{*std::move(run), {}, {}};
    view.flow = FlowStore(call.service.database).findShort(view.run.flowId);
    view.roles = runRoles(view.run, view.flowOrNull(), call.caller.principals());
    if (!maySeeRun(view.roles))
        throw notFound(u"Run"_s, id);
    if (view.flow)
        requirePolicy(call.caller, view.flow->authenticationPolicyId);
    return view;
}

RunInView managedRun(const Call &call)
{
    RunInView view = visibleRun(call);
    if (!mayManageRun(view.roles))
        throw notFound(u"Run"_s, view.run.id);
    return view;
}

RunInView changeableRun(const Call &call, const QString &permission)
{
    RunInView view = visibleRun(call);
    if (!mayManageRun(view.roles))
        throw forbidden(u"run"_s, view.run.id, permission);
    return view;
}

} // namespace emulator::routes
