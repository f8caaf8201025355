#pragma once

#include "core/apierror.h"

#include <QFutureWatcher>
#include <QSignalSpy>

#include <optional>

namespace testsupport {

//! How a future ended.
template<typename T>
struct Outcome
{
    std::optional<T> value;
    std::optional<core::ApiError> error; //!< neither: it did not end in time, or was dropped

    //! `Ok`, the error's kind, or `nothing`.
    [[nodiscard]] QString kind() const
    {
        if (value)
            return QStringLiteral("Ok");
        return error ? core::ApiError::kindName(error->kind) : QStringLiteral("nothing");
    }
};

//! Lets the event loop run until the future has ended.
template<typename T>
Outcome<T> outcome(QFuture<T> future, int limit = 20'000)
{
    Outcome<T> result;
    QFutureWatcher<T> watcher;
    QSignalSpy finished(&watcher, &QFutureWatcherBase::finished);
    watcher.setFuture(future);
    if (!finished.wait(limit))
        return result;
    try {
        future.waitForFinished();
        if (!future.isCanceled())
            result.value = future.result();
    } catch (const core::ApiError &error) {
        result.error = error;
    }
    return result;
}

} // namespace testsupport
