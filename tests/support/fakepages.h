#pragma once

#include "core/settle.h"
#include "flows/pager.h"

#include <QHash>
#include <QPromise>
#include <QStringList>

#include <memory>

namespace testsupport {

//! A list that a test changes: pages of `pageSize` items by position, answered when the test says so or at once.
template<typename T>
class FakePages
{
public:
    QList<T> items;
    qsizetype pageSize = 3;
    bool atOnce = true;
    QStringList asked;
    QList<core::ApiError> failures; //!< the next answers
    bool loops = false;             //!< each page leads to itself

    flows::PageSource<T> source()
    {
        return [this](const QString &marker) -> QFuture<flows::Page<T>> {
            asked.append(marker);
            auto promise = std::make_shared<QPromise<flows::Page<T>>>();
            promise->start();
            m_waiting.append({promise, marker});
            const auto future = promise->future();
            if (atOnce)
                answer();
            return future;
        };
    }

    [[nodiscard]] qsizetype waiting() const { return m_waiting.size(); }

    //! Answers the oldest request with the list as it is now.
    void answer()
    {
        const auto [promise, marker] = m_waiting.takeFirst();
        if (failures.isEmpty())
            promise->addResult(page(marker));
        else
            promise->setException(failures.takeFirst());
        promise->finish();
    }

private:
    [[nodiscard]] flows::Page<T> page(const QString &marker) const
    {
        const qsizetype from = marker.isEmpty() ? 0 : marker.toLongLong();
        const qsizetype to = qMin(from + pageSize, items.size());
        flows::Page<T> result;
        result.items = items.mid(from, to - from);
        result.hasNextPage = loops || to < items.size();
        result.marker = loops ? QString::number(from) : to < items.size() ? QString::number(to) : QString();
        return result;
    }

    QList<std::pair<std::shared_ptr<QPromise<flows::Page<T>>>, QString>> m_waiting;
};

} // namespace testsupport
