#pragma once

#include "core/apierror.h"
#include "core/settle.h"
#include "flows/parseaudit.h"
#include "net/httpclient.h"

#include <QFuture>
#include <QtConcurrentRun>

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

//! Makes a document of a reply. Large bodies are read in the thread pool, small ones where the reply arrives: a thread
//! costs more than they do. `read` is pure.
template<typename Read>
auto answer(QFuture<net::Response> reply, Read read) -> QFuture<std::invoke_result_t<Read, const net::Response &>>
{
    using T = std::invoke_result_t<Read, const net::Response &>;
    return reply
        .then([read](const net::Response &response) -> QFuture<T> {
            if (response.body.size() > parseOnGuiThreadLimit)
                return QtConcurrent::run([read, response] { return readAnswer(response, read); });
            return core::readyFuture<T>(readAnswer(response, read));
        })
        .unwrap();
}

} // namespace flows
