#include "flows/answer.h"
#include "flows/flowsclient.h"
#include "flows/idcheck.h"
#include "flows/parse.h"

namespace flows {

QFuture<Page<WebInputSummary>> FlowsClient::listWebInputs(const ListWebInputsQuery &query, const QString &marker,
                                                          QObject *scope)
{
    return answer(m_calls.send({"GET", QStringLiteral("web_inputs"), query.toUrlQuery(marker)}, scope),
                  parseWebInputPage);
}

QFuture<WebInput> FlowsClient::getWebInput(const QString &webInputId, QObject *scope)
{
    if (!canBeId(webInputId))
        return core::failedFuture<WebInput>(noSuchId(webInputId));
    return answer(m_calls.send({"GET", QLatin1String("web_inputs/") + webInputId}, scope), parseWebInput);
}

QFuture<WebInputResponse> FlowsClient::respondToWebInput(const QString &webInputId, const core::Json &value,
                                                         QObject *scope)
{
    if (!canBeId(webInputId))
        return core::failedFuture<WebInputResponse>(noSuchId(webInputId));
    core::Json body = core::Json::object();
    body["response"]["value"] = value;
    const QString path = QLatin1String("web_inputs/") + webInputId + QLatin1String("/respond");
    return answer(m_calls.send({"POST", path, {}, core::toBytes(body), ServiceCall::Sending::Once}, scope),
                  parseWebInputResponse);
}

} // namespace flows
