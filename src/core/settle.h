#pragma once

#include "core/apierror.h"

#include <QFutureWatcher>
#include <QPromise>

#include <type_traits>

namespace core {

//! Calls exactly one handler on context's thread, or none once context is gone. Never re-entrant: the handler runs from
//! the event loop even if the future is ready. This is how a result meets an object: `.then(context)` aborts in Qt 6.4
//! when the context is dead.
template<typename T, typename OnValue, typename OnError>
void settle(const QFuture<T> &future, QObject *context, OnValue onValue, OnError onError)
{
    auto *watcher = new QFutureWatcher<T>(context);
    QObject::connect(watcher, &QFutureWatcherBase::finished, context,
                     [watcher, onValue = std::move(onValue), onError = std::move(onError)]() mutable {
                         watcher->deleteLater();
                         QFuture<T> done = watcher->future();
                         try {
                             done.waitForFinished(); // finished already: rethrows, never blocks
                         } catch (const ApiError &error) {
                             onError(error);
                             return;
                         } catch (...) { // bad_alloc, QUnhandledException: still exactly one handler
                             onError(ApiError(ApiError::Kind::Internal));
                             return;
                         }
                         if (done.isCanceled())
                             onError(ApiError(ApiError::Kind::Cancelled));
                         else if constexpr (std::is_void_v<T>)
                             onValue();
                         else
                             onValue(done.result());
                     });
    watcher->setFuture(future);
}

//! A future that has failed already.
template<typename T>
[[nodiscard]] QFuture<T> failedFuture(const ApiError &error)
{
    QPromise<T> promise;
    promise.start();
    promise.setException(error);
    promise.finish();
    return promise.future();
}

//! A future that holds its value already.
template<typename T>
[[nodiscard]] QFuture<T> readyFuture(T value)
{
    QPromise<T> promise;
    promise.start();
    promise.addResult(std::move(value));
    promise.finish();
    return promise.future();
}

} // namespace core
