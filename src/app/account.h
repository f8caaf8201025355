#pragma once

#include "app/emulatorprocess.h"
#include "widgets/pages/services.h"

#include <QObject>

#include <memory>

namespace auth {
class ClientCredentials;
}
namespace flows {
class TransferClient;
}
namespace net {
class HttpClient;
}

namespace app {

//! One account: how its service is reached, as whom, and what works with it. Built bottom up, destroyed top down.
class Account final
{
    Q_DISABLE_COPY_MOVE(Account)

public:
    //! \param thumbnails  must outlive the account
    Account(const Endpoint &endpoint, const QUuid &profile, const QString &name, widgets::Thumbnails &thumbnails);
    ~Account();

    [[nodiscard]] const widgets::Services &services() const { return *m_services; }
    [[nodiscard]] const Endpoint &endpoint() const { return m_endpoint; }
    [[nodiscard]] net::HttpClient &http() const { return *m_http; }

private:
    Endpoint m_endpoint;
    std::unique_ptr<auth::ClientCredentials> m_tokens;
    std::unique_ptr<net::HttpClient> m_http;
    std::unique_ptr<flows::FlowsClient> m_flows;
    std::unique_ptr<flows::TransferClient> m_transfer;
    std::unique_ptr<models::RunSummary> m_summary;
    std::unique_ptr<widgets::Services> m_services;
};

} // namespace app
