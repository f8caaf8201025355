#pragma once

#include "core/settle.h"
#include "flows/pager.h"
#include "models/pollpause.h"
#include "models/rowlist.h"

#include <QSet>

#include <algorithm>
#include <utility>

namespace models {

//! The rows of a PagedModel: documents with an id, in the order of the service.
//!
//!     setSource ─▶ Loading ─▶ Idle ── fetchMore ─▶ Loading ─▶ … ─▶ Complete
//!                     └─ error ─▶ Failed ── retry, refresh ─▶ Loading
//!
//! A poll() that asks again for a page leaves the state Failed while it does.
//!
//! An empty page is followed at once by the next one; a page marker that comes again ends in Failed. A row whose id is
//! there already replaces it. Answers to an older source are dropped.
template<typename T>
class PagedRows : public RowList<T>
{
    using Base = RowList<T>;

public:
    using Base::loadState;

    //! A new query: forgets all rows and asks for the first page. An empty function forgets all rows.
    void setSource(flows::PageSource<T> source)
    {
        ++m_generation;
        ++m_loadGeneration;
        m_asking = false;
        m_source = std::move(source);
        m_refreshing = false;
        m_loadPause.succeeded();
        m_refreshPause.succeeded();
        enterState(LoadState::Idle);
        beginResetModel();
        dropRows();
        m_fresh = 0;
        m_guard.clear();
        m_marker.clear();
        endResetModel();
        setHeld({});
        if (m_source)
            load(QString());
        else
            announceState();
    }

    void retry() final
    {
        if (loadState() == LoadState::Failed)
            load(m_marker);
    }

    void refresh() final
    {
        if (!m_source || (isEmpty() && loadState() == LoadState::Loading))
            return;
        const bool nothingYet = isEmpty() && loadState() == LoadState::Failed;
        retry(); // a later page that did not come would else be missing for good
        if (!nothingYet)
            readBeginning(false);
    }

    void poll() final
    {
        if (!m_source || (isEmpty() && loadState() == LoadState::Loading))
            return;
        if (loadState() == LoadState::Failed && m_loadPause.isOver() && !m_asking)
            ask(m_marker, true);
        if (!(isEmpty() && loadState() == LoadState::Failed) && m_refreshPause.isOver())
            readBeginning(true);
    }

    void takeUp() final
    {
        m_loadPause.succeeded();
        m_refreshPause.succeeded();
        poll();
    }

    //! While true, rows that refresh() finds are only counted (pendingNewChanged); changes and removals go on.
    void setHoldNew(bool hold)
    {
        m_hold = hold;
        if (!hold)
            showPending();
    }
    [[nodiscard]] int pendingNew() const { return m_pendingNew; }
    //! Inserts the rows that are held back.
    void showPending()
    {
        if (m_pendingNew == 0)
            return;
        const Beginning held = m_held;
        setHeld({});
        merge(held);
    }

    //! So many rows, from the top, the last refresh has brought up to date; those below are as they were when they
    //! came.
    [[nodiscard]] int freshRows() const { return m_fresh; }

    [[nodiscard]] bool canFetchMore(const QModelIndex &parent) const override
    {
        return !parent.isValid() && loadState() == LoadState::Idle && m_source && !m_marker.isEmpty();
    }
    void fetchMore(const QModelIndex &parent) override
    {
        if (canFetchMore(parent))
            load(m_marker);
    }

protected:
    explicit PagedRows(QObject *parent)
        : Base(parent)
    {
    }

private:
    using Base::announceState;
    using Base::appendNew;
    using Base::beginResetModel;
    using Base::dropRows;
    using Base::endResetModel;
    using Base::enterState;
    using Base::has;
    using Base::idOf;
    using Base::loadFailed;
    using Base::mergeRows;
    using Base::pendingNewChanged;
    using Base::refreshed;
    using Base::refreshFailed;

    //! The first pages of the list as they are now.
    struct Beginning
    {
        QList<T> items;
        QString marker; //!< to go on behind it
        bool whole = false;
        int pages = 0;
        bool polling = false;
    };

    //! A refresh goes on while no row is known, but not for ever: then the list is taken as a new one.
    static constexpr int refreshPages = 10;

    [[nodiscard]] bool isEmpty() const { return Base::rows().isEmpty(); }

    void load(const QString &marker, bool polling = false)
    {
        enterState(LoadState::Loading);
        announceState();
        ask(marker, polling);
    }

    [[nodiscard]] QFuture<flows::Page<T>> askSource(const QString &marker, bool polling)
    {
        Base::setPolling(polling);
        QFuture<flows::Page<T>> page = m_source(marker);
        Base::setPolling(false);
        return page;
    }

    void ask(const QString &marker, bool polling)
    {
        m_asking = true;
        const quint64 generation = ++m_loadGeneration;
        core::settle(
            askSource(marker, polling), this,
            [this, generation, marker, polling](const flows::Page<T> &page) {
                if (generation == m_loadGeneration)
                    takePage(marker, page, polling);
            },
            [this, generation, marker](const core::ApiError &error) {
                if (generation != m_loadGeneration)
                    return;
                m_asking = false;
                m_loadPause.failed(error);
                if (error.retryAfter)
                    m_refreshPause.failed(error);
                m_marker = marker;
                const bool again = loadState() == LoadState::Failed;
                enterState(LoadState::Failed, error);
                announceState();
                if (again)
                    Q_EMIT loadFailed(error);
            });
    }

    void takePage(const QString &asked, const flows::Page<T> &page, bool polling)
    {
        m_asking = false;
        m_loadPause.succeeded();
        m_refreshPause.succeeded();
        m_guard.asked(asked);
        m_marker = page.canContinue() ? page.marker : QString();
        if (!page.canContinue())
            enterState(LoadState::Complete);
        else if (m_guard.leadsBack(page))
            failAsRepeated();
        else
            enterState(LoadState::Idle);
        const bool grew = appendNew(page.items);
        if (!grew && loadState() == LoadState::Idle)
            load(m_marker, polling); // nothing for a view to notice: it would never ask again
        else
            announceState();
    }

    void failAsRepeated()
    {
        const core::ApiError error = flows::MarkerGuard::error();
        m_loadPause.failed(error);
        enterState(LoadState::Failed, error);
    }

    void readBeginning(bool polling)
    {
        if (std::exchange(m_refreshing, true))
            return;
        Beginning beginning;
        beginning.polling = polling;
        readBeginning(QString(), beginning);
    }

    void readBeginning(const QString &marker, Beginning beginning)
    {
        const quint64 generation = m_generation;
        core::settle(
            askSource(marker, beginning.polling), this,
            [this, generation, beginning](const flows::Page<T> &page) mutable {
                if (generation == m_generation)
                    takeBeginning(std::move(beginning), page);
            },
            [this, generation](const core::ApiError &error) {
                if (generation != m_generation)
                    return;
                m_refreshing = false;
                m_refreshPause.failed(error);
                Q_EMIT refreshFailed(error);
            });
    }

    void takeBeginning(Beginning beginning, const flows::Page<T> &page)
    {
        const bool repeats = beginning.pages > 0 && page.marker == beginning.marker;
        beginning.items += page.items;
        beginning.marker = page.marker;
        beginning.whole = !page.canContinue();
        ++beginning.pages;
        const bool met = isEmpty() || std::any_of(page.items.begin(), page.items.end(),
                                                  [this](const T &item) { return has(idOf(item)); });
        if (!met && !beginning.whole && !repeats && beginning.pages < refreshPages) {
            readBeginning(page.marker, std::move(beginning));
            return;
        }
        m_refreshing = false;
        m_refreshPause.succeeded();
        if (m_hold && !isEmpty())
            mergeKnown(beginning);
        else
            merge(beginning);
        Q_EMIT refreshed();
    }

    //! Brings the known rows up to date and counts the others.
    void mergeKnown(const Beginning &beginning)
    {
        Beginning known = beginning;
        known.items.removeIf([this](const T &item) { return !has(idOf(item)); });
        setHeld(beginning);
        m_fresh = 0;
        if (!known.items.isEmpty() || beginning.whole)
            merge(known);
    }

    void setHeld(const Beginning &beginning)
    {
        QSet<QString> fresh;
        for (const T &item : beginning.items) {
            if (!has(idOf(item)))
                fresh.insert(idOf(item));
        }
        m_held = fresh.isEmpty() ? Beginning() : beginning;
        if (std::exchange(m_pendingNew, static_cast<int>(fresh.size())) != m_pendingNew)
            Q_EMIT pendingNewChanged(m_pendingNew);
    }

    void merge(const Beginning &beginning)
    {
        QList<T> items;
        QSet<QString> once;
        bool met = false;
        for (const T &item : beginning.items) {
            const QString id = idOf(item);
            if (once.contains(id))
                continue;
            once.insert(id);
            met = met || has(id);
            items.append(item);
        }
        if (beginning.whole || !met) { // whatever is on its way belongs to the list as it was
            ++m_loadGeneration;
            m_asking = false;
            m_guard.clear();
            m_guard.asked(QString());
            m_marker = beginning.whole ? QString() : beginning.marker;
            enterState(beginning.whole ? LoadState::Complete : LoadState::Idle);
        }
        mergeRows(items, beginning.whole);
        m_fresh = static_cast<int>(items.size());
        announceState();
    }

    flows::PageSource<T> m_source;
    flows::MarkerGuard m_guard;
    QString m_marker;
    Beginning m_held;
    quint64 m_generation = 0;
    quint64 m_loadGeneration = 0;
    int m_pendingNew = 0;
    int m_fresh = 0;
    bool m_hold = false;
    bool m_refreshing = false;
    bool m_asking = false; //!< a page is on its way, whatever the state says
    PollPause m_loadPause;
    PollPause m_refreshPause;
};

} // namespace models
