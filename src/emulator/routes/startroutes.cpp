#include "core/ids.h"
#include "core/textlist.h"
#include "emulator/engine/runlog.h"
#include "emulator/http/response.h"
#include "emulator/routes/documents.h"
#include "emulator/routes/lookup.h"
#include "emulator/routes/routetable.h"
#include "emulator/routes/startrequest.h"
#include "emulator/store/database.h"
#include "emulator/store/logstore.h"

using namespace Qt::StringLiterals;
using core::Json;
using core::toStd;
using emulator::http::Response;

namespace emulator::routes {

namespace {

//! A flow that the caller may start, and what is asked of it.
struct Start
{
    FlowRecord flow;
    StartRequest request;
};

//! All checks of F7 and F8, in the order that tells nobody more than he may know.
Start checkedStart(const Call &call)
{
    FlowInView view = visibleFlow(call);
    requireFlowScope(call.caller, view.flow.id);
    if (!mayStartFlow(view.roles))
        throw forbidden(u"flow"_s, view.flow.id, u"RUN"_s);
    StartRequest request = startRequest(http::jsonObject(call.request), call.service.leniency);
    checkInput(request.body, view.flow.inputSchema);
    return {std::move(view.flow), std::move(request)};
}

//! What `_context` will say about the starter. Source: flow-language.md 6.
Json starterOf(const auth::Caller &caller)
{
    const qint64 issued = caller.issuedAt.toSecsSinceEpoch();
    return {{"username", toStd(caller.identity.username)},
            {"email", toStd(caller.identity.email)},
            {"user_id", toStd(caller.urn())},
            {"identities", core::toJson(caller.identityUrns())},
            {"token_info", {{"exp", caller.expiresAt.toSecsSinceEpoch()}, {"iat", issued}, {"nbf", issued}}}};
}

RunRecord newRun(const Start &start, const Call &call)
{
    RunRecord run;
    run.id = core::newId();
    run.flowId = start.flow.id;
    run.flowTitle = start.flow.title;
    run.flowLastUpdated = start.flow.updatedAt;
    run.label = start.request.label;
    run.tags = start.request.tags;
    run.details = startingDetails(start.request.body);
    run.owner = call.caller.urn();
    run.managers = start.request.runManagers;
    run.monitors = start.request.runMonitors;
    run.startTime = call.service.clock.now();
    run.notificationPolicy = start.request.notificationPolicy;
    run.starter = starterOf(call.caller);
    run.body = start.request.body;
    run.definition = start.flow.definition;
    run.inputSchema = start.flow.inputSchema;
    run.stateName = core::stringMember(start.flow.definition, "StartAt");
    run.phase = RunPhase::Entering;
    run.consents = call.caller.scopeStrings();
    return run;
}

//! 201 is sent when the run and the first entry of its log are on the disk. The engine hears of it afterwards; should
//! this process end in between, it finds the run at its next start.
Response startRun(const Call &call)
{
    const Start start = checkedStart(call);
    const RunRecord run = newRun(start, call);
    LogEntry started = flowStarted(run.body);
    started.seq = 1;
    started.time = run.startTime;
    Transaction transaction(call.service.database);
    RunStore(call.service.database).insert(run);
    LogStore(call.service.database).append(run.id, started);
    transaction.commit();
    call.service.engine.runAdded(run.id);
    const QList<RunRole> roles = runRoles(run, &start.flow, call.caller.principals());
    return http::jsonAnswer(201, runDocument(run, &start.flow, roles, Place::Alone));
}

Response validateRun(const Call &call)
{
    (void)checkedStart(call);
    return http::jsonAnswer(200, {{"message", "validation successful"}});
}

} // namespace

QList<RouteSpec> startRoutes()
{
    return {{"POST", u"/flows/{flow_id}/run"_s, Access::flowScoped(), startRun},
            {"POST", u"/flows/{flow_id}/validate_run"_s, Access::flowScoped(), validateRun}};
}

} // namespace emulator::routes
