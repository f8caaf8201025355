#include "flows/flowsclient.h"

namespace flows {

using Sending = ServiceCall::Sending;

namespace {

std::optional<QByteArray> written(const std::optional<core::Json> &body)
{
    return body ? std::optional(core::toBytes(*body)) : std::nullopt;
}

} // namespace

QFuture<net::Response> FlowsClient::request(const ServiceCall &call, QObject *scope)
{
    return m_calls.send(call, scope);
}

QFuture<net::Response> FlowsClient::get(const QString &path, const QueryParams &queryParams, QObject *scope)
{
    return m_calls.send({"GET", path, toUrlQuery(queryParams)}, scope);
}

QFuture<net::Response> FlowsClient::post(const QString &path, const std::optional<core::Json> &body,
                                         const QueryParams &queryParams, QObject *scope)
{
    return m_calls.send({"POST", path, toUrlQuery(queryParams), written(body), Sending::Once}, scope);
}

QFuture<net::Response> FlowsClient::put(const QString &path, const std::optional<core::Json> &body,
                                        const QueryParams &queryParams, QObject *scope)
{
    return m_calls.send({"PUT", path, toUrlQuery(queryParams), written(body)}, scope);
}

QFuture<net::Response> FlowsClient::patch(const QString &path, const std::optional<core::Json> &body,
                                          const QueryParams &queryParams, QObject *scope)
{
    return m_calls.send({"PATCH", path, toUrlQuery(queryParams), written(body), Sending::Once}, scope);
}

QFuture<net::Response> FlowsClient::deleteResource(const QString &path, const QueryParams &queryParams, QObject *scope)
{
    return m_calls.send({"DELETE", path, toUrlQuery(queryParams), {}, Sending::Once}, scope);
}

} // namespace flows
