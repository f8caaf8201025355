#include "net/httpclient.h"

#include "core/settle.h"
#include "net/environment.h"
#include "net/exchange.h"
#include "net/httpclient_p.h"
#include "net/origin.h"

#include <algorithm>

namespace net {

namespace {

//! Printable ASCII without the characters that separate the parts of X-Globus-Client-Info.
QByteArray headerSafe(const QString &text)
{
    QByteArray safe = text.toLatin1();
    for (char &c : safe) {
        if (c < 0x20 || c > 0x7e || c == ';' || c == ',' || c == '=')
            c = '_';
    }
    return safe;
}

} // namespace

HttpClient::HttpClient(TokenSource *tokens, Authorizer *authorizer, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(tokens, authorizer))
{
    d->network.setProxyFactory(new LoopbackProxyFactory); // owned by the access manager
    d->network.setRedirectPolicy(QNetworkRequest::ManualRedirectPolicy);
    d->network.setAutoDeleteReplies(false);
    connect(&d->auth, &AuthQueue::obtained, this, &HttpClient::obtained);
    setProduct(QStringLiteral("flows-desktop"), QStringLiteral(FLOWS_VERSION));
}

HttpClient::~HttpClient()
{
    d->closing = true;
    const auto exchanges = findChildren<Exchange *>(QString(), Qt::FindDirectChildrenOnly);
    for (Exchange *exchange : exchanges) {
        exchange->cancel();
        delete exchange;
    }
}

void HttpClient::setLimits(const Limits &limits)
{
    d->limits = limits;
}

const Limits &HttpClient::limits() const
{
    return d->limits;
}

void HttpClient::setCaCertificates(const QList<QSslCertificate> &certificates)
{
    d->tls.reset();
    d->network.clearConnectionCache(); // the connections there are keep what they trusted
    if (certificates.isEmpty())
        return;
    d->tls = QSslConfiguration::defaultConfiguration();
    d->tls->setCaCertificates(certificates);
}

void HttpClient::configure(const Environment &environment)
{
    setCaCertificates(environment.caCertificates());
    d->problem = environment.problems.join(u' ');
    if (!environment.timeoutGiven)
        return;
    Limits &limits = d->limits;
    limits.total = environment.timeout;
    limits.idle = environment.timeout;
    // To wait for an answer without end is no reason to wait for a connection without end.
    limits.connect = Limits().connect;
    if (environment.timeout.count() > 0)
        limits.connect = std::min(limits.connect, environment.timeout);
}

void HttpClient::setProduct(const QString &name, const QString &version)
{
    const QByteArray safeName = headerSafe(name);
    const QByteArray safeVersion = headerSafe(version);
    d->userAgent = safeName + '/' + safeVersion;
    d->clientInfo = "product=" + safeName + ",version=" + safeVersion;
}

QNetworkAccessManager *HttpClient::accessManager() const
{
    return &d->network;
}

QFuture<Response> HttpClient::send(const Request &request, QObject *scope)
{
    if (d->closing)
        return core::failedFuture<Response>(core::ApiError(core::ApiError::Kind::Cancelled));
    auto *exchange = new Exchange(*this, request, this);
    QFuture<Response> future = exchange->future();
    if (scope != nullptr)
        connect(scope, &QObject::destroyed, exchange, &Exchange::cancel);
    exchange->start();
    return future;
}

} // namespace net
