#include "net/launch.h"

#include "net/oneshotbody.h"

#include <QNetworkAccessManager>

namespace net {

namespace {

QNetworkRequest prepared(const AttemptSpec &spec)
{
    QNetworkRequest request = spec.request;
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    request.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
    request.setAttribute(QNetworkRequest::CacheSaveControlAttribute, false);
    request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
    request.setRawHeader("Accept-Encoding", acceptedEncoding);
    if (!spec.idempotent) {
        request.setAttribute(QNetworkRequest::DoNotBufferUploadDataAttribute, true);
        request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
        request.setAttribute(QNetworkRequest::HttpPipeliningAllowedAttribute, false);
        request.setHeader(QNetworkRequest::ContentLengthHeader, spec.body.value_or(QByteArray()).size());
    }
    return request;
}

Launched launchOnce(QNetworkAccessManager &network, const AttemptSpec &spec, const QNetworkRequest &request)
{
    auto *body = new OneShotBody(spec.body.value_or(QByteArray()));
    QNetworkReply *reply = nullptr;
    if (spec.method == "POST")
        reply = network.post(request, body);
    else if (spec.method == "PUT")
        reply = network.put(request, body);
    else
        reply = network.sendCustomRequest(request, spec.method, body);
    body->setParent(reply);
    return {reply, body};
}

QNetworkReply *launchAny(QNetworkAccessManager &network, const AttemptSpec &spec, const QNetworkRequest &request)
{
    const QByteArray &method = spec.method;
    if (method == "POST")
        return network.post(request, spec.body.value_or(QByteArray()));
    if (method == "PUT")
        return network.put(request, spec.body.value_or(QByteArray()));
    if (spec.body)
        return network.sendCustomRequest(request, method, *spec.body);
    if (method == "GET")
        return network.get(request);
    if (method == "DELETE")
        return network.deleteResource(request);
    return network.sendCustomRequest(request, method);
}

} // namespace

Launched launch(QNetworkAccessManager &network, const AttemptSpec &spec)
{
    const QNetworkRequest request = prepared(spec);
    if (spec.method == "HEAD") // safe by definition, and with an upload it would wait for a body
        return {network.head(request), nullptr};
    if (!spec.idempotent)
        return launchOnce(network, spec, request);
    return {launchAny(network, spec, request), nullptr};
}

} // namespace net
