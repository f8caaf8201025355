#pragma once

#include "core/scope.h"
#include "net/httpclient.h"

#include <QByteArray>
#include <QFuture>
#include <QList>
#include <QString>
#include <QUrl>
#include <QUrlQuery>

#include <optional>

namespace flows {

//! One request to the service.
struct ServiceCall
{
    enum class Sending {
        MayRepeat, //!< reads, checks, or sets what it says: doing it again changes nothing more
        Once       //!< never sent twice; ends in Ambiguous when the answer is lost
    };

    QByteArray method = "GET";
    QString path;                         //!< below the base URL, not percent-encoded
    QUrlQuery query = {};                 //!< made by QueryWriter
    std::optional<QByteArray> body = {};  //!< JSON; absent: no body
    Sending sending = Sending::MayRepeat; //!< choose Once for whatever starts, makes, deletes or answers something
};

//! Where the calls of one client go, and with which scopes.
class ServiceCalls
{
public:
    //! `http` must outlive this.
    ServiceCalls(net::HttpClient &http, const QUrl &baseUrl, const QString &resourceServer, const core::Scope &scope);

    [[nodiscard]] net::HttpClient &http() const { return m_http; }
    [[nodiscard]] QUrl baseUrl() const { return m_baseUrl; }
    [[nodiscard]] QString resourceServer() const { return m_resourceServer; }

    //! What the calls from now on need of their token.
    [[nodiscard]] QList<core::Scope> scopes() const { return m_scopes; }
    void setScopes(const QList<core::Scope> &scopes) { m_scopes = scopes; }
    //! Merged with one of the same name.
    void addScope(const core::Scope &scope);
    //! Calls from now on ask nobody for a consent, see net::Request::background.
    void setBackground(bool background) { m_background = background; }

    //! \param scope  destroying it aborts the request
    [[nodiscard]] QFuture<net::Response> send(const ServiceCall &call, QObject *scope) const;

private:
    net::HttpClient &m_http;
    QUrl m_baseUrl;
    QString m_resourceServer;
    QList<core::Scope> m_scopes;
    bool m_background = false;
};

} // namespace flows
