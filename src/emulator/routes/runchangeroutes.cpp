#include "emulator/routes/batchrequest.h"
#include "emulator/routes/bodyreader.h"
#include "emulator/routes/documents.h"
#include "emulator/routes/lookup.h"
#include "emulator/routes/routetable.h"
#include "emulator/routes/startrequest.h"
#include "emulator/store/database.h"

using namespace Qt::StringLiterals;
using core::Json;
using emulator::http::Response;

namespace emulator::routes {

namespace {

//! The run as the caller sees it after a change, which may have cost him a role.
Response shown(const Call &call, const RunInView &view)
{
    const QList<RunRole> roles = runRoles(view.run, view.flowOrNull(), call.caller.principals());
    return http::jsonAnswer(200, runDocument(view.run, view.flowOrNull(), roles, Place::Alone));
}

Response updateRun(const Call &call)
{
    RunInView view = changeableRun(call, u"UPDATE"_s);
    const Json document = http::jsonObject(call.request);
    BodyReader reader(document);
    if (reader.given("label"))
        view.run.label = reader.text("label", 0, longestLabel);
    if (reader.given("tags"))
        view.run.tags = reader.tags();
    if (reader.given("run_managers"))
        view.run.managers = reader.principals("run_managers", u"RunManager"_s);
    if (reader.given("run_monitors"))
        view.run.monitors = reader.principals("run_monitors", u"RunMonitor"_s);
    if (!call.service.leniency.unknownFields)
        reader.noOthers({"label", "tags", "run_managers", "run_monitors"});
    reader.finish();
    RunStore(call.service.database).updateMetadata(view.run);
    return shown(call, view);
}

//! Removes a run that is over, with all that belongs to it.
Response releaseRun(const Call &call)
{
    Transaction transaction(call.service.database); // what the engine writes comes before it or after it
    const RunInView view = changeableRun(call, u"DELETE"_s);
    if (view.run.phase != RunPhase::Done) {
        throw http::Refusal(http::errorAnswer(409, u"STATE_CONFLICT"_s,
                                              u"Run %1 has status '%2' but must have status in {'ENDED', 'SUCCEEDED', "
                                              "'FAILED'} for requested operation"_s.arg(view.run.id, view.run.status)));
    }
    RunStore(call.service.database).remove(view.run.id);
    transaction.commit();
    return shown(call, view);
}

//! A run that is not inactive stays as it is. Source: flows-service.md R8, 4.3.
Response resumeRun(const Call &call)
{
    RunInView view = visibleRun(call);
    const QString flowId = call.request.argument(u"flow_id"_s);
    if (!flowId.isEmpty() && flowId.toLower() != view.run.flowId)
        throw notFound(u"Run"_s, view.run.id);
    requireFlowScope(call.caller, view.run.flowId);
    if (!mayResumeRun(view.roles))
        throw notFound(u"Run"_s, view.run.id);
    RunStore runs(call.service.database);
    if (view.run.status == "INACTIVE"_L1 && runs.requestResume(view.run.id, call.caller.scopeStrings())) {
        view.run = runs.findShort(view.run.id).value_or(view.run);
        call.service.engine.resumeRequested(view.run.id);
    }
    return shown(call, view);
}

//! All runs or none. \returns 202 with the runs that were taken on; cancelling them goes on behind it.
Response batchRuns(const Call &call)
{
    const BatchRequest request = batchRequest(http::jsonObject(call.request));
    RunStore runs(call.service.database);
    const FlowStore flows(call.service.database);
    const QStringList principals = call.caller.principals();
    QHash<QString, std::optional<FlowRecord>> known; // the runs are mostly of a few flows
    QStringList toCancel;
    Json ids = Json::array();
    Transaction transaction(call.service.database);
    for (const QString &id : request.runIds) {
        std::optional<RunRecord> run = runs.findShort(id);
        if (run && !known.contains(run->flowId))
            known.insert(run->flowId, flows.findShort(run->flowId));
        const std::optional<FlowRecord> flow = run ? known.value(run->flowId) : std::nullopt;
        if (!run || !mayManageRun(runRoles(*run, flow ? &*flow : nullptr, principals)))
            throw forbidden(u"run"_s, id, u"UPDATE"_s);
        if (flow)
            requirePolicy(call.caller, flow->authenticationPolicyId);
        if (const QList<http::Problem> problems = request.change(*run); !problems.isEmpty())
            throw http::Refusal(http::unprocessableAnswer(problems));
        runs.updateMetadata(*run);
        if (request.cancel && runs.requestCancel(id))
            toCancel.append(id);
        ids.push_back(core::toStd(id));
    }
    transaction.commit();
    for (const QString &id : std::as_const(toCancel))
        call.service.engine.cancelRequested(id);
    return http::jsonAnswer(202, {{"run_ids", std::move(ids)}});
}

} // namespace

QList<RouteSpec> runChangeRoutes()
{
    const Access manage = Access::flows({u"run_manage"_s, u"all"_s});
    return {{"PUT", u"/runs/{run_id}"_s, manage, updateRun},
            {"POST", u"/runs/{run_id}/release"_s, manage, releaseRun},
            {"POST", u"/runs/{run_id}/resume"_s, Access::flowScoped(), resumeRun},
            {"POST", u"/flows/{flow_id}/{run_id}/resume"_s, Access::flowScoped(), resumeRun},
            {"POST", u"/flows/{flow_id}/runs/{run_id}/resume"_s, Access::flowScoped(), resumeRun},
            {"POST", u"/batch/runs"_s, manage, batchRuns}};
}

} // namespace emulator::routes
