#include "flows/specificflowclient.h"

#include "core/ids.h"
#include "core/settle.h"
#include "flows/answer.h"
#include "flows/idcheck.h"
#include "flows/parse.h"

namespace flows {

SpecificFlowClient::SpecificFlowClient(net::HttpClient &http, const QUrl &baseUrl, const QString &flowId,
                                       QObject *parent)
    : QObject(parent)
    , m_http(http)
    , m_baseUrl(baseUrl)
    , m_flowId(flowId)
{
}

net::Request SpecificFlowClient::post(const char *verb, const RunRequest &request) const
{
    net::Request post;
    post.method = "POST";
    post.baseUrl = m_baseUrl;
    post.path = QLatin1String("flows/") + m_flowId + u'/' + QLatin1String(verb);
    post.body = request.toBytes();
    post.needs = {m_flowId, {core::flowUserScope(m_flowId)}};
    return post;
}

QFuture<Run> SpecificFlowClient::runFlow(const RunRequest &request, QObject *scope)
{
    if (!canBeId(m_flowId))
        return core::failedFuture<Run>(noSuchId(m_flowId));
    net::Request send = post("run", request);
    send.idempotent = false;
    return answer(m_http.send(send, scope), [](const net::Response &response) { return parseRun(response.body); });
}

QFuture<void> SpecificFlowClient::validateRun(const RunRequest &request, QObject *scope)
{
    if (!canBeId(m_flowId))
        return core::failedFuture<void>(noSuchId(m_flowId));
    // It changes nothing, so it may be repeated.
    return m_http.send(post("validate_run", request), scope).then([](const net::Response &) {});
}

} // namespace flows
