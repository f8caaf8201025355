#include "app/account.h"

#include "auth/clientcredentials.h"
#include "core/ids.h"
#include "flows/flowsclient.h"
#include "flows/transferclient.h"
#include "models/runsummary.h"
#include "net/httpclient.h"

using namespace Qt::StringLiterals;

namespace app {

namespace {

std::unique_ptr<net::HttpClient> makeHttp(net::TokenSource *tokens)
{
    auto http = std::make_unique<net::HttpClient>(tokens);
    http->setProduct(u"flows-desktop"_s, QLatin1String(FLOWS_VERSION));
    return http;
}

} // namespace

Account::Account(const Endpoint &endpoint, const QUuid &profile, const QString &name, widgets::Thumbnails &thumbnails)
    : m_endpoint(endpoint)
    , m_tokens(std::make_unique<auth::ClientCredentials>(
          makeHttp(nullptr), endpoint.authUrl,
          auth::ClientCredentials::Client{endpoint.clientId, endpoint.clientSecret}))
    , m_http(makeHttp(m_tokens.get()))
    , m_flows(std::make_unique<flows::FlowsClient>(*m_http, endpoint.flowsUrl))
    , m_transfer(std::make_unique<flows::TransferClient>(*m_http, endpoint.flowsUrl)) // all on one port
    , m_summary(std::make_unique<models::RunSummary>(*m_flows))
    , m_services(std::make_unique<widgets::Services>(widgets::Services{
          *m_flows, *m_summary, thumbnails, profile, name, core::identityUrn(endpoint.clientId), m_transfer.get()}))
{
    m_summary->start();
}

Account::~Account() = default;

} // namespace app
