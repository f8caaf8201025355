#pragma once

#include <QNetworkProxyFactory>
#include <QString>
#include <QUrl>

namespace net {

struct Request;

//! Base URL, path and query of a request put together; a plus in a query value is escaped.
[[nodiscard]] QUrl urlOf(const Request &request);

//! `localhost`, 127.0.0.0/8 or ::1.
[[nodiscard]] bool isLoopback(const QString &host);

//! Same scheme, host and port (the default port counts as given).
[[nodiscard]] bool sameOrigin(const QUrl &a, const QUrl &b);

//! Why a request must not go to this address: no http(s) URL, no host, a password in it, or plain HTTP to an address
//! that is not loopback. Empty if it may. An English sentence without any query value.
[[nodiscard]] QString refusal(const QUrl &url);

//! Loopback is reached directly; everything else as the application or system says.
class LoopbackProxyFactory final : public QNetworkProxyFactory
{
public:
    QList<QNetworkProxy> queryProxy(const QNetworkProxyQuery &query) override;
};

} // namespace net
