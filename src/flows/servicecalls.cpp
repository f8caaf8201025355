#include "flows/servicecalls.h"

#include <algorithm>

namespace flows {

ServiceCalls::ServiceCalls(net::HttpClient &http, const QUrl &baseUrl, const QString &resourceServer,
                           const core::Scope &scope)
    : m_http(http)
    , m_baseUrl(baseUrl)
    , m_resourceServer(resourceServer)
    , m_scopes{scope}
{
}

void ServiceCalls::addScope(const core::Scope &scope)
{
    const auto same = std::find_if(m_scopes.begin(), m_scopes.end(),
                                   [&](const core::Scope &known) { return known.name == scope.name; });
    if (same == m_scopes.end()) {
        m_scopes.append(scope);
        return;
    }
    for (const core::Scope &dependency : scope.dependencies)
        *same = same->with(dependency);
}

QFuture<net::Response> ServiceCalls::send(const ServiceCall &call, QObject *scope) const
{
    net::Request request;
    request.method = call.method;
    request.baseUrl = m_baseUrl;
    request.path = call.path.startsWith(u'/') ? call.path.mid(1) : call.path;
    request.query = call.query;
    request.body = call.body;
    request.idempotent = call.sending == ServiceCall::Sending::MayRepeat;
    request.background = m_background;
    request.needs.resourceServer = m_resourceServer;
    for (const core::Scope &needed : m_scopes)
        request.needs.scopes.append(needed.toString());
    return m_http.send(request, scope);
}

} // namespace flows
