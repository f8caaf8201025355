#include "flows/answer.h"
#include "flows/flowsclient.h"
#include "flows/idcheck.h"
#include "flows/parse.h"

namespace flows {

using Sending = ServiceCall::Sending;

namespace {

QString runPath(const QString &runId, const char *tail = "")
{
    return QString(QLatin1String("runs/") + runId + QLatin1String(tail));
}

} // namespace

QFuture<Page<Run>> FlowsClient::listRuns(const ListRunsQuery &query, const QString &marker, QObject *scope)
{
    return answer(m_calls.send({"GET", QStringLiteral("runs"), query.toUrlQuery(marker)}, scope), parseRunPage);
}

QFuture<Run> FlowsClient::getRun(const QString &runId, std::optional<bool> includeFlowDescription, QObject *scope,
                                 const QueryParams &queryParams)
{
    if (!canBeId(runId))
        return core::failedFuture<Run>(noSuchId(runId));
    QueryWriter query;
    if (includeFlowDescription)
        query.add(QLatin1String("include_flow_description"), *includeFlowDescription);
    query.merge(queryParams);
    return answer(m_calls.send({"GET", runPath(runId), query.toUrlQuery()}, scope), parseRun);
}

QFuture<Run> FlowsClient::updateRun(const QString &runId, const RunUpdate &update, QObject *scope)
{
    if (!canBeId(runId))
        return core::failedFuture<Run>(noSuchId(runId));
    return answer(m_calls.send({"PUT", runPath(runId), {}, update.toBytes()}, scope), parseRun);
}

QFuture<RunDefinition> FlowsClient::getRunDefinition(const QString &runId, QObject *scope)
{
    if (!canBeId(runId))
        return core::failedFuture<RunDefinition>(noSuchId(runId));
    return answer(m_calls.send({"GET", runPath(runId, "/definition")}, scope), parseRunDefinition);
}

QFuture<Page<RunLogEntry>> FlowsClient::getRunLogs(const QString &runId, const RunLogQuery &query,
                                                   const QString &marker, QObject *scope)
{
    if (!canBeId(runId))
        return core::failedFuture<Page<RunLogEntry>>(noSuchId(runId));
    return answer(m_calls.send({"GET", runPath(runId, "/log"), query.toUrlQuery(marker)}, scope), parseRunLogPage);
}

QFuture<Page<RunLogEntry>> FlowsClient::getFlowRunLogs(const QString &flowId, const QString &runId,
                                                       const RunLogQuery &query, const QString &marker, QObject *scope)
{
    if (!canBeId(flowId) || !canBeId(runId))
        return core::failedFuture<Page<RunLogEntry>>(noSuchId(canBeId(flowId) ? runId : flowId));
    const QString path = QLatin1String("flows/") + flowId + u'/' + runPath(runId, "/log");
    return answer(m_calls.send({"GET", path, query.toUrlQuery(marker)}, scope), parseRunLogPage);
}

QFuture<Run> FlowsClient::cancelRun(const QString &runId, QObject *scope)
{
    if (!canBeId(runId))
        return core::failedFuture<Run>(noSuchId(runId));
    return answer(m_calls.send({"POST", runPath(runId, "/cancel"), {}, {}, Sending::Once}, scope), parseRun);
}

QFuture<Run> FlowsClient::deleteRun(const QString &runId, QObject *scope)
{
    if (!canBeId(runId))
        return core::failedFuture<Run>(noSuchId(runId));
    return answer(m_calls.send({"POST", runPath(runId, "/release"), {}, {}, Sending::Once}, scope), parseRun);
}

QFuture<RawJson> FlowsClient::batchRuns(const RunBatch &batch, QObject *scope)
{
    if (const auto problem = batch.problem())
        return core::failedFuture<RawJson>(*problem);
    return answer(m_calls.send({"POST", QStringLiteral("batch/runs"), {}, batch.toBytes(), Sending::Once}, scope),
                  parseAnyObject);
}

} // namespace flows
