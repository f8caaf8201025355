#include "flows/answer.h"
#include "flows/flowsclient.h"
#include "flows/idcheck.h"
#include "flows/parse.h"

namespace flows {

using Sending = ServiceCall::Sending;

namespace {

QString apiPath(const QString &id)
{
    return QString(QLatin1String("registered_apis/") + id);
}

} // namespace

QFuture<Page<RegisteredApiSummary>> FlowsClient::listRegisteredApis(const ListRegisteredApisQuery &query,
                                                                    const QString &marker, QObject *scope)
{
    return answer(m_calls.send({"GET", QStringLiteral("registered_apis"), query.toUrlQuery(marker)}, scope),
                  parseRegisteredApiPage);
}

QFuture<RegisteredApi> FlowsClient::createRegisteredApi(const NewRegisteredApi &api, QObject *scope)
{
    if (const auto problem = api.problem())
        return core::failedFuture<RegisteredApi>(*problem);
    return answer(m_calls.send({"POST", QStringLiteral("registered_apis"), {}, api.toBytes(), Sending::Once}, scope),
                  parseRegisteredApi);
}

QFuture<RegisteredApi> FlowsClient::getRegisteredApi(const QString &registeredApiId, QObject *scope,
                                                     const QueryParams &queryParams)
{
    if (!canBeId(registeredApiId))
        return core::failedFuture<RegisteredApi>(noSuchId(registeredApiId));
    return answer(m_calls.send({"GET", apiPath(registeredApiId), toUrlQuery(queryParams)}, scope), parseRegisteredApi);
}

QFuture<RegisteredApi> FlowsClient::updateRegisteredApi(const QString &registeredApiId,
                                                        const RegisteredApiUpdate &update, QObject *scope)
{
    if (!canBeId(registeredApiId))
        return core::failedFuture<RegisteredApi>(noSuchId(registeredApiId));
    if (const auto problem = update.problem())
        return core::failedFuture<RegisteredApi>(*problem);
    return answer(m_calls.send({"PATCH", apiPath(registeredApiId), {}, update.toBytes(), Sending::Once}, scope),
                  parseRegisteredApi);
}

QFuture<RegisteredApi> FlowsClient::deleteRegisteredApi(const QString &registeredApiId, QObject *scope)
{
    if (!canBeId(registeredApiId))
        return core::failedFuture<RegisteredApi>(noSuchId(registeredApiId));
    return answer(m_calls.send({"DELETE", apiPath(registeredApiId), {}, {}, Sending::Once}, scope), parseRegisteredApi);
}

} // namespace flows
