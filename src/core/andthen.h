#pragma once

#include "core/settle.h"

#include <memory>
#include <type_traits>
#include <utility>

namespace core {

namespace detail {

template<typename Future>
struct ResultOf;

template<typename T>
struct ResultOf<QFuture<T>>
{
    using Type = T;
};

} // namespace detail

//! One operation after another, where the second needs what the first gave:
//!
//!     const auto ended = andThen(client.runFlow(…), this, [this](const Run &run) { return wait(run.runId); });
//!     settle(ended, this, …);
//!
//! \param next  takes the value and returns the future of what it begins; called as a handler of settle() is, on
//!              context's thread, from the event loop, at most once
//! \returns the future of the second operation. The first error is its error, and what comes after is not begun; it
//! ends in Cancelled when context goes before. Neither operation may be one of `void`.
template<typename T, typename Next>
[[nodiscard]] auto andThen(const QFuture<T> &future, QObject *context, Next next)
{
    using Result = typename detail::ResultOf<std::invoke_result_t<Next &, T>>::Type;
    auto promise = std::make_shared<QPromise<Result>>();
    promise->start();
    QFuture<Result> result = promise->future();
    const auto fail = [promise](const ApiError &error) {
        promise->setException(error);
        promise->finish();
    };
    settle(
        future, context,
        [promise, context, fail, next = std::move(next)](T value) mutable {
            settle(
                next(std::move(value)), context,
                [promise](Result last) {
                    promise->addResult(std::move(last));
                    promise->finish();
                },
                fail);
        },
        fail);
    return result;
}

} // namespace core
