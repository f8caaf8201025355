#pragma once

#include "core/settle.h"

#include <optional>

namespace testsupport {

//! What became of a future, for QTRY_VERIFY(settled.done()). Must outlive the future or the context.
template<typename T>
struct Settled
{
    std::optional<T> value;
    std::optional<core::ApiError> error;
    int calls = 0;

    [[nodiscard]] bool done() const { return calls > 0; }

    void watch(const QFuture<T> &future, QObject *context)
    {
        core::settle(
            future, context,
            [this](const T &result) {
                value = result;
                ++calls;
            },
            [this](const core::ApiError &failure) {
                error = failure;
                ++calls;
            });
    }
};

template<>
struct Settled<void>
{
    bool succeeded = false;
    std::optional<core::ApiError> error;

    [[nodiscard]] bool done() const { return succeeded || error; }

    void watch(const QFuture<void> &future, QObject *context)
    {
        core::settle(
            future, context, [this] { succeeded = true; }, [this](const core::ApiError &failure) { error = failure; });
    }
};

} // namespace testsupport
