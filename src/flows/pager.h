#pragma once

#include "core/apierror.h"
#include "core/settle.h"
#include "flows/markerguard.h"
#include "flows/page.h"

#include <QObject>

#include <functional>
#include <limits>
#include <memory>

namespace flows {

//! Where pages come from: called with the marker of the page before, empty for the first.
template<typename T>
using PageSource = std::function<QFuture<Page<T>>(const QString &marker)>;

//! Reads a list page by page, in order, one request at a time.
//!
//! The end is a page without a marker to go on with; an empty page is not the end. A page that fails can be asked for
//! again by the next next(). A marker that was seen before would never end: the page that brought it is delivered, and
//! the next next() fails with BadResponse. Destroying the pager ends what is under way in Cancelled.
template<typename T>
class Pager
{
public:
    explicit Pager(PageSource<T> source)
        : m_source(std::move(source))
    {
    }
    Q_DISABLE_COPY_MOVE(Pager)

    //! True once the last page was delivered.
    [[nodiscard]] bool atEnd() const { return m_atEnd; }

    //! The next page. At the end: an empty page without a successor. While another next() is under way: fails with
    //! Internal.
    [[nodiscard]] QFuture<Page<T>> next()
    {
        using core::ApiError;
        if (m_busy)
            return core::failedFuture<Page<T>>(
                ApiError(ApiError::Kind::Internal, QStringLiteral("a page is on its way")));
        if (m_atEnd)
            return core::readyFuture(Page<T>{});
        if (m_looping)
            return core::failedFuture<Page<T>>(MarkerGuard::error());
        m_busy = true;
        auto promise = std::make_shared<QPromise<Page<T>>>();
        promise->start();
        core::settle(
            m_source(m_marker), &m_context,
            [this, promise](Page<T> page) {
                m_busy = false;
                advance(page);
                promise->addResult(std::move(page));
                promise->finish();
            },
            [this, promise](const ApiError &error) {
                m_busy = false;
                promise->setException(error);
                promise->finish();
            });
        return promise->future();
    }

    //! All items in one list. Fails with the error of the first page that fails, or when more than `limit` items came.
    //! \param scope  destroying it ends the reading; the future then ends in Cancelled
    [[nodiscard]] static QFuture<QList<T>> all(PageSource<T> source, QObject *scope,
                                               qsizetype limit = std::numeric_limits<qsizetype>::max())
    {
        auto reading = std::make_shared<Reading>(std::move(source), limit);
        reading->promise.start();
        QFuture<QList<T>> future = reading->promise.future();
        auto *context = new QObject(scope);
        readOn(reading, context);
        return future;
    }

private:
    struct Reading
    {
        Reading(PageSource<T> source, qsizetype atMost)
            : pager(std::move(source))
            , limit(atMost)
        {
        }
        Pager pager;
        QList<T> items;
        QPromise<QList<T>> promise;
        qsizetype limit;
    };

    static void readOn(const std::shared_ptr<Reading> &reading, QObject *context)
    {
        core::settle(
            reading->pager.next(), context,
            [reading, context](Page<T> page) {
                reading->items += std::move(page.items);
                if (reading->items.size() > reading->limit) {
                    fail(reading, context,
                         core::ApiError(core::ApiError::Kind::BadResponse, QStringLiteral("the list is too long")));
                } else if (reading->pager.atEnd()) {
                    reading->items.squeeze(); // it grew by doubling
                    reading->promise.addResult(std::move(reading->items));
                    reading->promise.finish();
                    context->deleteLater();
                } else {
                    readOn(reading, context);
                }
            },
            [reading, context](const core::ApiError &error) { fail(reading, context, error); });
    }

    static void fail(const std::shared_ptr<Reading> &reading, QObject *context, const core::ApiError &error)
    {
        reading->promise.setException(error);
        reading->promise.finish();
        context->deleteLater();
    }

    void advance(const Page<T> &page)
    {
        m_guard.asked(m_marker);
        m_atEnd = !page.canContinue();
        m_looping = m_guard.leadsBack(page);
        m_marker = page.marker;
    }

    PageSource<T> m_source;
    QString m_marker;
    MarkerGuard m_guard;
    bool m_busy = false;
    bool m_atEnd = false;
    bool m_looping = false;
    QObject m_context; // last member: gone first, so that no handler meets half an object
};

} // namespace flows
