#pragma once

#include "core/apierror.h"
#include "net/httpclient.h"

#include <QFuture>

#include <type_traits>

namespace flows {

//! Reads one reply by read(const net::Response &); what it throws says which reply it was about.
template<typename Read>
auto readAnswer(const net::Response &response, const Read &read)
{
    try {
        return read(response);
    } catch (core::ApiError &error) {
        error.httpStatus = response.status;
        error.requestId = response.requestId;
        error.body = response.body.left(core::ApiError::bodyLimit);
        throw;
    }
}

//! Makes a document of a reply, in the thread pool: the calling thread is the one that draws. `read` is pure.
template<typename Read>
auto answer(QFuture<net::Response> reply, Read read) -> QFuture<std::invoke_result_t<Read, const net::Response &>>
{
    return reply.then(QtFuture::Launch::Async,
                      [read](const net::Response &response) { return readAnswer(response, read); });
}

} // namespace flows
