#include "flows/flowsclient.h"

#include "core/ids.h"
#include "core/settle.h"
#include "flows/answer.h"
#include "flows/idcheck.h"
#include "flows/parse.h"

namespace flows {

namespace {

template<typename T>
Page<T> withTime(Page<T> page, const net::Response &response)
{
    page.serverTime = response.serverTime;
    return page;
}

} // namespace

FlowsClient::FlowsClient(net::HttpClient &http, const QUrl &baseUrl, QObject *parent)
    : QObject(parent)
    , m_http(http)
    , m_baseUrl(baseUrl)
{
}

QFuture<net::Response> FlowsClient::get(const QString &path, const QUrlQuery &query, QObject *scope)
{
    net::Request request;
    request.baseUrl = m_baseUrl;
    request.path = path;
    request.query = query;
    request.needs = {core::flowsResourceServer(), {core::flowsAllScope()}};
    return m_http.send(request, scope);
}

QFuture<Page<Flow>> FlowsClient::listFlows(const ListFlowsQuery &query, const QString &marker, QObject *scope)
{
    return answer(get(QStringLiteral("flows"), query.toUrlQuery(marker), scope),
                  [](const net::Response &response) { return withTime(parseFlowPage(response.body), response); });
}

QFuture<Flow> FlowsClient::getFlow(const QString &flowId, QObject *scope)
{
    if (!canBeId(flowId))
        return core::failedFuture<Flow>(noSuchId(flowId));
    return answer(get(QLatin1String("flows/") + flowId, {}, scope),
                  [](const net::Response &response) { return parseFlow(response.body); });
}

QFuture<Page<Run>> FlowsClient::listRuns(const ListRunsQuery &query, const QString &marker, QObject *scope)
{
    return answer(get(QStringLiteral("runs"), query.toUrlQuery(marker), scope),
                  [](const net::Response &response) { return withTime(parseRunPage(response.body), response); });
}

QFuture<Run> FlowsClient::getRun(const QString &runId, bool includeFlowDescription, QObject *scope)
{
    if (!canBeId(runId))
        return core::failedFuture<Run>(noSuchId(runId));
    QUrlQuery query;
    if (includeFlowDescription)
        query.addQueryItem(QStringLiteral("include_flow_description"), QStringLiteral("true"));
    return answer(get(QLatin1String("runs/") + runId, query, scope),
                  [](const net::Response &response) { return parseRun(response.body); });
}

QFuture<RunDefinition> FlowsClient::getRunDefinition(const QString &runId, QObject *scope)
{
    if (!canBeId(runId))
        return core::failedFuture<RunDefinition>(noSuchId(runId));
    return answer(get(QLatin1String("runs/") + runId + QLatin1String("/definition"), {}, scope),
                  [](const net::Response &response) { return parseRunDefinition(response.body); });
}

QFuture<Page<RunLogEntry>> FlowsClient::getRunLogs(const QString &runId, const RunLogQuery &query,
                                                   const QString &marker, QObject *scope)
{
    if (!canBeId(runId))
        return core::failedFuture<Page<RunLogEntry>>(noSuchId(runId));
    return answer(get(QLatin1String("runs/") + runId + QLatin1String("/log"), query.toUrlQuery(marker), scope),
                  [](const net::Response &response) { return withTime(parseRunLogPage(response.body), response); });
}

QFuture<Run> FlowsClient::cancelRun(const QString &runId, QObject *scope)
{
    if (!canBeId(runId))
        return core::failedFuture<Run>(noSuchId(runId));
    net::Request request;
    request.method = "POST";
    request.baseUrl = m_baseUrl;
    request.path = QLatin1String("runs/") + runId + QLatin1String("/cancel");
    request.needs = {core::flowsResourceServer(), {core::flowsAllScope()}};
    request.idempotent = false;
    return answer(m_http.send(request, scope), [](const net::Response &response) { return parseRun(response.body); });
}

} // namespace flows
