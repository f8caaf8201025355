#pragma once

#include "core/settle.h"

#include <QEventLoop>
#include <QTimer>

#include <optional>

namespace testsupport {

//! Lets events run until somebody calls wake(). QTRY_VERIFY sleeps ten milliseconds between two looks, which is long
//! against an answer from a loopback server.
class Waiting
{
public:
    //! \returns false after `limit` milliseconds
    bool wait(int limit = 20'000)
    {
        if (m_woken)
            return true;
        QEventLoop loop;
        QTimer::singleShot(limit, &loop, &QEventLoop::quit);
        m_loop = &loop;
        loop.exec();
        m_loop = nullptr;
        return m_woken;
    }
    void wake()
    {
        m_woken = true;
        if (m_loop != nullptr)
            m_loop->quit();
    }

private:
    QEventLoop *m_loop = nullptr;
    bool m_woken = false;
};

//! What became of a future, for QVERIFY(settled.wait()). Must outlive the future or the context.
template<typename T>
struct Settled
{
    std::optional<T> value;
    std::optional<core::ApiError> error;
    int calls = 0;

    [[nodiscard]] bool done() const { return calls > 0; }
    //! Lets events run until the future has ended. \returns false if it did not
    bool wait() { return m_waiting.wait(); }

    void watch(const QFuture<T> &future, QObject *context)
    {
        core::settle(
            future, context,
            [this](const T &result) {
                value = result;
                note();
            },
            [this](const core::ApiError &failure) {
                error = failure;
                note();
            });
    }

private:
    void note()
    {
        ++calls;
        m_waiting.wake();
    }

    Waiting m_waiting;
};

template<>
struct Settled<void>
{
    bool succeeded = false;
    std::optional<core::ApiError> error;

    [[nodiscard]] bool done() const { return succeeded || error; }
    bool wait() { return m_waiting.wait(); }

    void watch(const QFuture<void> &future, QObject *context)
    {
        core::settle(
            future, context,
            [this] {
                succeeded = true;
                m_waiting.wake();
            },
            [this](const core::ApiError &failure) {
                error = failure;
                m_waiting.wake();
            });
    }

private:
    Waiting m_waiting;
};

} // namespace testsupport
