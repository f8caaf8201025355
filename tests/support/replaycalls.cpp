#include "support/replaycalls.h"

#include "core/settle.h"
#include "flows/specificflowclient.h"
#include "support/documentcheck.h"
#include "support/requestsof.h"

namespace testsupport {

namespace {

using flows::FlowsClient;
using Outcome = std::shared_ptr<Replayed>;

template<typename T, typename Compare>
void watch(const QFuture<T> &future, QObject *scope, const Outcome &outcome, Compare compare)
{
    core::settle(
        future, scope,
        [outcome, compare](const T &document) {
            outcome->mismatch = compare(document);
            outcome->waiting.wake();
        },
        [outcome](const core::ApiError &error) {
            outcome->error = error;
            outcome->waiting.wake();
        });
}

//! A call that gives one document.
template<typename Call>
ReplayCall one(Call call)
{
    return [call](FlowsClient &client, const RecordedReply &reply, QObject *scope, const Outcome &outcome) {
        watch(call(client, reply, scope), scope, outcome,
              [reply](const auto &document) { return mismatch(document, reply.body); });
    };
}

//! A call that gives one page.
template<typename Call>
ReplayCall page(const char *listKey, Call call)
{
    return [call, listKey](FlowsClient &client, const RecordedReply &reply, QObject *scope, const Outcome &outcome) {
        watch(call(client, reply, scope), scope, outcome,
              [reply, listKey](const auto &document) { return mismatch(document, reply.body, listKey); });
    };
}

//! `id` of `/flows/id/run`.
QString idIn(const RecordedReply &reply)
{
    return reply.path.section(u'/', 2, 2);
}

QString markerIn(const RecordedReply &reply)
{
    return reply.parameter(QStringLiteral("marker"));
}

//! The client of the flow in the reply's path; it lives as long as `scope`.
flows::SpecificFlowClient *specificFlow(FlowsClient &client, const QString &flowId, QObject *scope)
{
    return new flows::SpecificFlowClient(client.http(), client.baseUrl(), flowId, scope);
}

//! The recorded lists were asked for without role filters.
template<typename Query>
Query plain()
{
    Query query;
    query.roles.clear();
    return query;
}

flows::ListRunsQuery runsQueryOf(const RecordedReply &reply)
{
    auto query = plain<flows::ListRunsQuery>();
    query.flowIds = reply.parameter(QStringLiteral("filter_flow_id")).split(u',', Qt::SkipEmptyParts);
    return query;
}

std::optional<bool> describedIn(const RecordedReply &reply)
{
    const QString word = reply.parameter(QStringLiteral("include_flow_description")).toLower();
    return word.isEmpty() ? std::nullopt : std::optional(word == QLatin1String("true"));
}

QHash<QString, ReplayCall> flowCalls()
{
    QHash<QString, ReplayCall> calls;
    calls[QStringLiteral("create_flow")] = one([](FlowsClient &client, const RecordedReply &reply, QObject *scope) {
        return client.createFlow(newFlowOf(reply.arguments), scope);
    });
    calls[QStringLiteral("list_flows")] =
        page("flows", [](FlowsClient &client, const RecordedReply &reply, QObject *scope) {
            return client.listFlows(plain<flows::ListFlowsQuery>(), markerIn(reply), scope);
        });
    calls[QStringLiteral("get_flow")] = one([](FlowsClient &client, const RecordedReply &reply, QObject *scope) {
        return client.getFlow(idIn(reply), scope);
    });
    calls[QStringLiteral("update_flow")] = one([](FlowsClient &client, const RecordedReply &reply, QObject *scope) {
        return client.updateFlow(idIn(reply), flowUpdateOf(reply.arguments), scope);
    });
    calls[QStringLiteral("delete_flow")] = one([](FlowsClient &client, const RecordedReply &reply, QObject *scope) {
        return client.deleteFlow(idIn(reply), scope);
    });
    calls[QStringLiteral("validate_flow")] = one([](FlowsClient &client, const RecordedReply &reply, QObject *scope) {
        return client.validateFlow(rawOf(reply.arguments, "definition"), rawOf(reply.arguments, "input_schema"), scope);
    });
    calls[QStringLiteral("run_flow")] = one([](FlowsClient &client, const RecordedReply &reply, QObject *scope) {
        return specificFlow(client, idIn(reply), scope)->runFlow(runRequestOf(reply.arguments), scope);
    });
    calls[QStringLiteral("validate_run")] = one([](FlowsClient &client, const RecordedReply &reply, QObject *scope) {
        return specificFlow(client, idIn(reply), scope)->validateRun(runRequestOf(reply.arguments), scope);
    });
    return calls;
}

QHash<QString, ReplayCall> runCalls()
{
    QHash<QString, ReplayCall> calls;
    calls[QStringLiteral("list_runs")] =
        page("runs", [](FlowsClient &client, const RecordedReply &reply, QObject *scope) {
            return client.listRuns(runsQueryOf(reply), markerIn(reply), scope);
        });
    calls[QStringLiteral("get_run")] = one([](FlowsClient &client, const RecordedReply &reply, QObject *scope) {
        return client.getRun(idIn(reply), describedIn(reply), scope);
    });
    calls[QStringLiteral("get_run_definition")] =
        one([](FlowsClient &client, const RecordedReply &reply, QObject *scope) {
            return client.getRunDefinition(idIn(reply), scope);
        });
    calls[QStringLiteral("get_run_logs")] =
        page("entries", [](FlowsClient &client, const RecordedReply &reply, QObject *scope) {
            return client.getRunLogs(idIn(reply), {}, markerIn(reply), scope);
        });
    calls[QStringLiteral("update_run")] = one([](FlowsClient &client, const RecordedReply &reply, QObject *scope) {
        return client.updateRun(idIn(reply), runUpdateOf(reply.arguments), scope);
    });
    calls[QStringLiteral("cancel_run")] = one([](FlowsClient &client, const RecordedReply &reply, QObject *scope) {
        return client.cancelRun(idIn(reply), scope);
    });
    calls[QStringLiteral("delete_run")] = one([](FlowsClient &client, const RecordedReply &reply, QObject *scope) {
        return client.deleteRun(idIn(reply), scope);
    });
    calls[QStringLiteral("resume_run")] = one([](FlowsClient &client, const RecordedReply &reply, QObject *scope) {
        return specificFlow(client, core::stringMember(reply.metadata, "flow_id"), scope)
            ->resumeRun(idIn(reply), scope);
    });
    return calls;
}

QHash<QString, ReplayCall> otherCalls()
{
    QHash<QString, ReplayCall> calls;
    calls[QStringLiteral("list_registered_apis")] =
        page("registered_apis", [](FlowsClient &client, const RecordedReply &reply, QObject *scope) {
            return client.listRegisteredApis(plain<flows::ListRegisteredApisQuery>(), markerIn(reply), scope);
        });
    calls[QStringLiteral("get_registered_api")] =
        one([](FlowsClient &client, const RecordedReply &reply, QObject *scope) {
            return client.getRegisteredApi(idIn(reply), scope);
        });
    calls[QStringLiteral("list_web_inputs")] =
        page("web_input_summaries", [](FlowsClient &client, const RecordedReply &reply, QObject *scope) {
            return client.listWebInputs(plain<flows::ListWebInputsQuery>(), markerIn(reply), scope);
        });
    calls[QStringLiteral("get_web_input")] = one([](FlowsClient &client, const RecordedReply &reply, QObject *scope) {
        return client.getWebInput(idIn(reply), scope);
    });
    calls[QStringLiteral("respond_to_web_input")] =
        one([](FlowsClient &client, const RecordedReply &reply, QObject *scope) {
            return client.respondToWebInput(idIn(reply), reply.arguments, scope);
        });
    return calls;
}

} // namespace

const QHash<QString, ReplayCall> &replayCalls()
{
    static const QHash<QString, ReplayCall> calls = [] {
        QHash<QString, ReplayCall> all = flowCalls();
        all.insert(runCalls());
        all.insert(otherCalls());
        return all;
    }();
    return calls;
}

} // namespace testsupport
