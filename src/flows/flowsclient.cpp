#include "flows/flowsclient.h"

#include "flows/answer.h"
#include "flows/idcheck.h"
#include "flows/parse.h"

namespace flows {

using Sending = ServiceCall::Sending;

FlowsClient::FlowsClient(net::HttpClient &http, const QUrl &baseUrl, QObject *parent)
    : QObject(parent)
    , m_calls(http, baseUrl, FlowsScopes::resourceServer(), FlowsScopes::all())
{
}

FlowsClient &FlowsClient::background()
{
    if (m_background == nullptr) {
        m_background = new FlowsClient(http(), baseUrl(), this);
        m_background->m_calls.setBackground(true);
    }
    m_background->setAppScopes(appScopes());
    return *m_background;
}

QString FlowsClient::serviceName()
{
    return QStringLiteral("flows");
}

QList<core::Scope> FlowsClient::defaultScopeRequirements()
{
    return {FlowsScopes::all()};
}

QFuture<Flow> FlowsClient::createFlow(const NewFlow &flow, QObject *scope)
{
    if (const auto problem = flow.problem())
        return core::failedFuture<Flow>(*problem);
    return answer(m_calls.send({"POST", QStringLiteral("flows"), {}, flow.toBytes(), Sending::Once}, scope), parseFlow);
}

QFuture<Page<Flow>> FlowsClient::listFlows(const ListFlowsQuery &query, const QString &marker, QObject *scope)
{
    return answer(m_calls.send({"GET", QStringLiteral("flows"), query.toUrlQuery(marker)}, scope), parseFlowPage);
}

QFuture<Flow> FlowsClient::getFlow(const QString &flowId, QObject *scope, const QueryParams &queryParams)
{
    if (!canBeId(flowId))
        return core::failedFuture<Flow>(noSuchId(flowId));
    return answer(m_calls.send({"GET", QLatin1String("flows/") + flowId, toUrlQuery(queryParams)}, scope), parseFlow);
}

QFuture<Flow> FlowsClient::updateFlow(const QString &flowId, const FlowUpdate &update, QObject *scope)
{
    if (!canBeId(flowId))
        return core::failedFuture<Flow>(noSuchId(flowId));
    if (const auto problem = update.problem())
        return core::failedFuture<Flow>(*problem);
    return answer(m_calls.send({"PUT", QLatin1String("flows/") + flowId, {}, update.toBytes()}, scope), parseFlow);
}

QFuture<Flow> FlowsClient::deleteFlow(const QString &flowId, QObject *scope, const QueryParams &queryParams)
{
    if (!canBeId(flowId))
        return core::failedFuture<Flow>(noSuchId(flowId));
    return answer(
        m_calls.send({"DELETE", QLatin1String("flows/") + flowId, toUrlQuery(queryParams), {}, Sending::Once}, scope),
        parseFlow);
}

QFuture<FlowValidation> FlowsClient::validateFlow(const RawJson &definition, const RawJson &inputSchema, QObject *scope)
{
    if (const auto problem = validateFlowProblem(definition, inputSchema))
        return core::failedFuture<FlowValidation>(*problem);
    // It changes nothing, so it may be repeated.
    return answer(
        m_calls.send({"POST", QStringLiteral("flows/validate"), {}, validateFlowBody(definition, inputSchema)}, scope),
        parseFlowValidation);
}

} // namespace flows
