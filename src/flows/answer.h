#pragma once

#include "core/apierror.h"
#include "core/settle.h"
#include "flows/page.h"
#include "net/httpclient.h"

#include <QFuture>

#include <type_traits>

namespace flows {

//! Reads one reply by read(body); what it throws says which reply it was about.
template<typename Document>
Document readAnswer(const net::Response &response, Document (*read)(QByteArray))
{
    try {
        return read(response.body);
    } catch (core::ApiError &error) {
        error.httpStatus = response.status;
        error.requestId = response.requestId;
        error.body = response.body.left(core::ApiError::bodyLimit);
        throw;
    }
}

//! Makes a document of a reply, in the thread pool: the calling thread is the one that draws. `read` is pure.
template<typename Document>
QFuture<Document> answer(QFuture<net::Response> reply, Document (*read)(QByteArray))
{
    return reply.then(QtFuture::Launch::Async,
                      [read](const net::Response &response) { return readAnswer(response, read); });
}

//! The same for a page, which keeps the time of its reply.
template<typename Row>
QFuture<Page<Row>> answer(QFuture<net::Response> reply, Page<Row> (*read)(QByteArray))
{
    return reply.then(QtFuture::Launch::Async, [read](const net::Response &response) {
        Page<Row> page = readAnswer(response, read);
        page.serverTime = response.serverTime;
        return page;
    });
}

} // namespace flows
