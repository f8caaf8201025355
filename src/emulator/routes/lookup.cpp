#include "emulator/routes/lookup.h"

#include "emulator/http/response.h"

using namespace Qt::StringLiterals;

namespace emulator::routes {

namespace {

http::Refusal notFound(const QString &kind, const QString &id)
{
    return http::Refusal(
        http::errorAnswer(404, u"NOT_FOUND"_s, u"No %1 exists with id value %2"_s.arg(kind, id.left(100))));
}

} // namespace

FlowInView visibleFlow(const Call &call)
{
    const QString id = call.request.argument(u"flow_id"_s).toLower();
    std::optional<FlowRecord> flow = FlowStore(call.service.database).find(id);
    if (!flow || flow->deletedAt.isValid())
        throw notFound(u"Flow"_s, id);
    QList<FlowRole> roles = flowRoles(*flow, call.caller.principals());
    if (!maySeeFlow(roles))
        throw notFound(u"Flow"_s, id);
    return {*std::move(flow), std::move(roles)};
}

RunInView visibleRun(const Call &call)
{
    const QString id = call.request.argument(u"run_id"_s).toLower();
    std::optional<RunRecord> run = RunStore(call.service.database).find(id);
    if (!run)
        throw notFound(u"Run"_s, id);
    RunInView view{*std::move(run), {}, {}};
    view.flow = FlowStore(call.service.database).find(view.run.flowId);
    view.roles = runRoles(view.run, view.flowOrNull(), call.caller.principals());
    if (!maySeeRun(view.roles))
        throw notFound(u"Run"_s, id);
    return view;
}

RunInView managedRun(const Call &call)
{
    RunInView view = visibleRun(call);
    if (!mayManageRun(view.roles))
        throw notFound(u"Run"_s, view.run.id);
    return view;
}

} // namespace emulator::routes
