#include "support/surface.h"

namespace testsupport {

namespace {

template<typename T>
QFuture<void> done(QFuture<T> future)
{
    return future.then([](const T &) {});
}

const QString marker = QStringLiteral("marker");
constexpr auto flowRoute = flows::SpecificFlowClient::ResumeRoute::Flows;

} // namespace

// The call that is printed is the call that is made.
#define SERVED_BY(endpoint, expression)                                                                                \
    {                                                                                                                  \
        QStringLiteral(endpoint),                                                                                      \
        {                                                                                                              \
            QStringLiteral(#expression), [](SurfaceRig &rig) { return done(rig.expression); }                          \
        }                                                                                                              \
    }

const QHash<QString, SurfaceCall> &surfaceCalls()
{
    static const QHash<QString, SurfaceCall> calls{
        SERVED_BY("F1", client.createFlow(rig.newFlow(), &rig.scope)),
        SERVED_BY("F2", client.listFlows(rig.listFlows(), marker, &rig.scope)),
        SERVED_BY("F3", client.getFlow(rig.flowId, &rig.scope, rig.extra())),
        SERVED_BY("F4", client.updateFlow(rig.flowId, rig.flowUpdate(), &rig.scope)),
        SERVED_BY("F5", client.deleteFlow(rig.flowId, &rig.scope, rig.extra())),
        SERVED_BY("F6", client.validateFlow(rig.newFlow().definition, rig.newFlow().inputSchema, &rig.scope)),
        SERVED_BY("F7", flow.runFlow(rig.runRequest(), &rig.scope)),
        SERVED_BY("F8", flow.validateRun(rig.runRequest(), &rig.scope)),
        SERVED_BY("F9", flow.listRuns(rig.listRuns(), marker, &rig.scope)),
        SERVED_BY("F10", client.getFlowRunLogs(rig.flowId, rig.runId, rig.runLog(), marker, &rig.scope)),
        SERVED_BY("F11", flow.resumeRun(rig.runId, &rig.scope, flowRoute)),
        SERVED_BY("R1", client.listRuns(rig.listRuns(), marker, &rig.scope)),
        SERVED_BY("R2", client.getRun(rig.runId, true, &rig.scope, rig.extra())),
        SERVED_BY("R3", client.updateRun(rig.runId, rig.runUpdate(), &rig.scope)),
        SERVED_BY("R4", client.getRunDefinition(rig.runId, &rig.scope)),
        SERVED_BY("R5", client.getRunLogs(rig.runId, rig.runLog(), marker, &rig.scope)),
        SERVED_BY("R6", client.cancelRun(rig.runId, &rig.scope)),
        SERVED_BY("R7", client.deleteRun(rig.runId, &rig.scope)),
        SERVED_BY("R8", flow.resumeRun(rig.runId, &rig.scope)),
        SERVED_BY("R9", client.batchRuns(rig.runBatch(), &rig.scope)),
        SERVED_BY("A1", client.listRegisteredApis(rig.listRegisteredApis(), marker, &rig.scope)),
        SERVED_BY("A2", client.createRegisteredApi(rig.newRegisteredApi(), &rig.scope)),
        SERVED_BY("A3", client.getRegisteredApi(rig.registeredApiId, &rig.scope, rig.extra())),
        SERVED_BY("A4", client.updateRegisteredApi(rig.registeredApiId, rig.registeredApiUpdate(), &rig.scope)),
        SERVED_BY("A5", client.deleteRegisteredApi(rig.registeredApiId, &rig.scope)),
        SERVED_BY("W1", client.listWebInputs(rig.listWebInputs(), marker, &rig.scope)),
        SERVED_BY("W2", client.getWebInput(rig.webInputId, &rig.scope)),
        SERVED_BY("W3", client.respondToWebInput(rig.webInputId, core::Json("option"), &rig.scope)),
    };
    return calls;
}

} // namespace testsupport
