#include "flows/specificflowclient.h"

#include "flows/answer.h"
#include "flows/idcheck.h"
#include "flows/parse.h"

namespace flows {

using Sending = ServiceCall::Sending;

SpecificFlowClient::SpecificFlowClient(net::HttpClient &http, const QUrl &baseUrl, const QString &flowId,
                                       QObject *parent)
    : QObject(parent)
    , m_scopes(flowId)
    , m_calls(http, baseUrl, m_scopes.resourceServer(), m_scopes.user())
{
}

QString SpecificFlowClient::serviceName()
{
    return QStringLiteral("flows");
}

bool SpecificFlowClient::addAppTransferDataAccessScope(const QStringList &collectionIds)
{
    const auto scope = m_scopes.userWithDataAccess(collectionIds);
    if (!scope)
        return false;
    m_calls.addScope(*scope);
    return true;
}

QString SpecificFlowClient::path(const QString &tail) const
{
    return QString(QLatin1String("flows/") + flowId() + u'/' + tail);
}

QFuture<Run> SpecificFlowClient::runFlow(const RunRequest &request, QObject *scope)
{
    if (!canBeId(flowId()))
        return core::failedFuture<Run>(noSuchId(flowId()));
    return answer(m_calls.send({"POST", path(QStringLiteral("run")), {}, request.toBytes(), Sending::Once}, scope),
                  parseRun);
}

QFuture<RunValidation> SpecificFlowClient::validateRun(const RunRequest &request, QObject *scope)
{
    if (!canBeId(flowId()))
        return core::failedFuture<RunValidation>(noSuchId(flowId()));
    // It changes nothing, so it may be repeated.
    return answer(m_calls.send({"POST", path(QStringLiteral("validate_run")), {}, request.toBytes()}, scope),
                  parseRunValidation);
}

QFuture<Run> SpecificFlowClient::resumeRun(const QString &runId, QObject *scope, ResumeRoute route)
{
    if (!canBeId(flowId()) || !canBeId(runId))
        return core::failedFuture<Run>(noSuchId(canBeId(flowId()) ? runId : flowId()));
    const QString tail = runId + QLatin1String("/resume");
    const QString target = route == ResumeRoute::Runs ? QString(QLatin1String("runs/") + tail) : path(tail);
    return answer(m_calls.send({"POST", target, {}, {}, Sending::Once}, scope), parseRun);
}

QFuture<Page<Run>> SpecificFlowClient::listRuns(const ListRunsQuery &query, const QString &marker, QObject *scope)
{
    if (!canBeId(flowId()))
        return core::failedFuture<Page<Run>>(noSuchId(flowId()));
    ListRunsQuery own = query;
    own.flowIds.clear();
    own.flowTitles.clear();
    return answer(m_calls.send({"GET", path(QStringLiteral("runs")), own.toUrlQuery(marker)}, scope), parseRunPage);
}

} // namespace flows
