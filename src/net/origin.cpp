#include "net/origin.h"

#include "net/httpclient.h"
#include "net/redaction.h"

#include <QHostAddress>

namespace net {

namespace {

int portOf(const QUrl &url)
{
    return url.port(url.scheme() == QLatin1String("https") ? 443 : 80);
}

} // namespace

bool isLoopback(const QString &host)
{
    if (host.compare(QLatin1String("localhost"), Qt::CaseInsensitive) == 0)
        return true;
    const QHostAddress address(host);
    return !address.isNull() && address.isLoopback();
}

bool sameOrigin(const QUrl &a, const QUrl &b)
{
    return a.scheme() == b.scheme() && a.host() == b.host() && portOf(a) == portOf(b);
}

QString refusal(const QUrl &url)
{
    const bool plain = url.scheme() == QLatin1String("http");
    if (!url.isValid() || url.host().isEmpty() || (!plain && url.scheme() != QLatin1String("https")))
        return QStringLiteral("This is no address of a web service: %1").arg(redacted(url));
    if (!url.userInfo().isEmpty())
        return QStringLiteral("An address must not hold a user name or password: %1").arg(redacted(url));
    if (plain && !isLoopback(url.host()))
        return QStringLiteral("Plain HTTP is used for loopback addresses only, everything else needs HTTPS: %1")
            .arg(redacted(url));
    return {};
}

QUrl urlOf(const Request &request)
{
    QUrl url = request.baseUrl;
    QString path = url.path(QUrl::FullyDecoded);
    while (path.endsWith(u'/'))
        path.chop(1);
    url.setPath(path + u'/' + request.path, QUrl::DecodedMode);
    if (!request.query.isEmpty()) {
        // QUrlQuery leaves a plus alone, and servers read it as a blank.
        QString query = request.query.toString(QUrl::FullyEncoded);
        query.replace(u'+', QLatin1String("%2B"));
        url.setQuery(query, QUrl::StrictMode);
    }
    return url;
}

QList<QNetworkProxy> LoopbackProxyFactory::queryProxy(const QNetworkProxyQuery &query)
{
    const QString host = query.peerHostName().isEmpty() ? query.url().host() : query.peerHostName();
    if (isLoopback(host))
        return {QNetworkProxy(QNetworkProxy::NoProxy)};
    return QNetworkProxyFactory::proxyForQuery(query);
}

} // namespace net
