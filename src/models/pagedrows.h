#pragma once

#include "core/settle.h"
#include "flows/pager.h"
#include "models/mergeplan.h"
#include "models/pagedmodel.h"

#include <QSet>

#include <algorithm>
#include <utility>

namespace models {

//! The rows of a PagedModel: documents with an id, in the order of the service.
//!
//!     setSource ─▶ Loading ─▶ Idle ── fetchMore ─▶ Loading ─▶ … ─▶ Complete
//!                     └─ error ─▶ Failed ── retry, refresh ─▶ Loading
//!
//! An empty page is followed at once by the next one; a page marker that comes again ends in Failed. A row whose id is
//! there already replaces it. Answers to an older source are dropped.
template<typename T>
class PagedRows : public PagedModel
{
public:
    //! A new query: forgets all rows and asks for the first page. An empty function forgets all rows.
    void setSource(flows::PageSource<T> source)
    {
        ++m_generation;
        ++m_loadGeneration;
        m_source = std::move(source);
        m_refreshing = false;
        enterState(LoadState::Idle);
        beginResetModel();
        m_rows.clear();
        m_ids.clear();
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
        if (!m_source || m_refreshing || (m_rows.isEmpty() && loadState() == LoadState::Loading))
            return;
        const bool nothingYet = m_rows.isEmpty() && loadState() == LoadState::Failed;
        retry(); // a later page that did not come would else be missing for good
        if (nothingYet)
            return;
        m_refreshing = true;
        readBeginning(QString(), Beginning());
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

    //! Puts in a document that was read elsewhere. \returns false if there is no row of its id.
    bool update(const T &item)
    {
        const int row = rowOf(idOf(item));
        if (row >= 0)
            replace(row, item);
        return row >= 0;
    }

    //! \returns -1 if no row has this id.
    [[nodiscard]] int rowOf(const QString &id) const { return m_ids.contains(id) ? static_cast<int>(find(id, 0)) : -1; }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override
    {
        return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
    }
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
        : PagedModel(parent)
    {
    }

    [[nodiscard]] const QList<T> &rows() const { return m_rows; }
    [[nodiscard]] virtual QString idOf(const T &item) const = 0;
    //! The roles whose values differ; empty is not allowed.
    [[nodiscard]] virtual QList<int> changedRoles(const T &before, const T &after) const = 0;

private:
    //! The first pages of the list as they are now.
    struct Beginning
    {
        QList<T> items;
        QString marker; //!< to go on behind it
        bool whole = false;
        int pages = 0;
    };

    //! A refresh goes on while no row is known, but not for ever: then the list is taken as a new one.
    static constexpr int refreshPages = 10;

    void load(const QString &marker)
    {
        enterState(LoadState::Loading);
        announceState();
        const quint64 generation = m_loadGeneration;
        core::settle(
            m_source(marker), this,
            [this, generation, marker](const flows::Page<T> &page) {
                if (generation == m_loadGeneration)
                    takePage(marker, page);
            },
            [this, generation, marker](const core::ApiError &error) {
                if (generation != m_loadGeneration)
                    return;
                m_marker = marker;
                enterState(LoadState::Failed, error);
                announceState();
            });
    }

    void takePage(const QString &asked, const flows::Page<T> &page)
    {
        m_guard.asked(asked);
        m_marker = page.canContinue() ? page.marker : QString();
        if (!page.canContinue())
            enterState(LoadState::Complete);
        else if (m_guard.leadsBack(page))
            enterState(LoadState::Failed, flows::MarkerGuard::error());
        else
            enterState(LoadState::Idle);
        const bool grew = appendNew(page.items);
        if (!grew && loadState() == LoadState::Idle)
            load(m_marker); // nothing for a view to notice: it would never ask again
        else
            announceState();
    }

    bool appendNew(const QList<T> &items)
    {
        QList<T> fresh;
        for (const T &item : items) {
            const QString id = idOf(item);
            if (!m_ids.contains(id)) {
                m_ids.insert(id);
                fresh.append(item);
            } else if (const qsizetype row = find(id, 0); row >= 0) {
                replace(row, item);
            }
        }
        if (fresh.isEmpty())
            return false;
        const int first = static_cast<int>(m_rows.size());
        beginInsertRows({}, first, first + static_cast<int>(fresh.size()) - 1);
        m_rows += fresh;
        endInsertRows();
        return true;
    }

    void readBeginning(const QString &marker, Beginning beginning)
    {
        const quint64 generation = m_generation;
        core::settle(
            m_source(marker), this,
            [this, generation, beginning](const flows::Page<T> &page) mutable {
                if (generation == m_generation)
                    takeBeginning(std::move(beginning), page);
            },
            [this, generation](const core::ApiError &error) {
                if (generation != m_generation)
                    return;
                m_refreshing = false;
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
        const bool met = m_rows.isEmpty() || std::any_of(page.items.begin(), page.items.end(),
                                                         [this](const T &item) { return m_ids.contains(idOf(item)); });
        if (!met && !beginning.whole && !repeats && beginning.pages < refreshPages) {
            readBeginning(page.marker, std::move(beginning));
            return;
        }
        m_refreshing = false;
        if (m_hold && !m_rows.isEmpty())
            mergeKnown(beginning);
        else
            merge(beginning);
        Q_EMIT refreshed();
    }

    //! Brings the known rows up to date and counts the others.
    void mergeKnown(const Beginning &beginning)
    {
        Beginning known = beginning;
        known.items.removeIf([this](const T &item) { return !m_ids.contains(idOf(item)); });
        setHeld(beginning);
        if (!known.items.isEmpty() || beginning.whole)
            merge(known);
    }

    void setHeld(const Beginning &beginning)
    {
        QSet<QString> fresh;
        for (const T &item : beginning.items) {
            if (!m_ids.contains(idOf(item)))
                fresh.insert(idOf(item));
        }
        m_held = fresh.isEmpty() ? Beginning() : beginning;
        if (std::exchange(m_pendingNew, static_cast<int>(fresh.size())) != m_pendingNew)
            Q_EMIT pendingNewChanged(m_pendingNew);
    }

    void merge(const Beginning &beginning)
    {
        QStringList ids;
        QList<T> items;
        QSet<QString> once;
        bool met = false;
        for (const T &item : beginning.items) {
            const QString id = idOf(item);
            if (once.contains(id))
                continue;
            once.insert(id);
            met = met || m_ids.contains(id);
            ids.append(id);
            items.append(item);
        }
        const bool replacesAll = beginning.whole || !met;
        if (replacesAll) { // whatever is on its way belongs to the list as it was
            ++m_loadGeneration;
            m_guard.clear();
            m_guard.asked(QString());
            m_marker = beginning.whole ? QString() : beginning.marker;
            enterState(beginning.whole ? LoadState::Complete : LoadState::Idle);
        }
        const MergePlan plan =
            planMerge([this](qsizetype row) { return idOf(m_rows[row]); }, m_ids, ids, beginning.whole);
        removeGone(plan);
        for (qsizetype row = 0; row < items.size();)
            row = place(row, items, ids);
        announceState();
    }

    void removeGone(const MergePlan &plan)
    {
        const QSet<QString> gone(plan.removed.begin(), plan.removed.end());
        for (qsizetype last = plan.covered - 1; last >= 0 && !gone.isEmpty(); --last) {
            if (!gone.contains(idOf(m_rows[last])))
                continue;
            qsizetype first = last;
            while (first > 0 && gone.contains(idOf(m_rows[first - 1])))
                --first;
            beginRemoveRows({}, static_cast<int>(first), static_cast<int>(last));
            for (qsizetype row = first; row <= last; ++row)
                m_ids.remove(idOf(m_rows[row]));
            m_rows.remove(first, last - first + 1);
            endRemoveRows();
            last = first;
        }
    }

    //! Makes row `row` the item of the same number. \returns the row to go on with.
    qsizetype place(qsizetype row, const QList<T> &items, const QStringList &ids)
    {
        if (row < m_rows.size() && idOf(m_rows[row]) == ids[row]) {
            replace(row, items[row]);
            return row + 1;
        }
        if (m_ids.contains(ids[row])) {
            const qsizetype from = find(ids[row], row + 1);
            beginMoveRows({}, static_cast<int>(from), static_cast<int>(from), {}, static_cast<int>(row));
            m_rows.move(from, row);
            endMoveRows();
            replace(row, items[row]);
            return row + 1;
        }
        qsizetype end = row + 1;
        while (end < items.size() && !m_ids.contains(ids[end]))
            ++end;
        beginInsertRows({}, static_cast<int>(row), static_cast<int>(end) - 1);
        for (qsizetype i = end - 1; i >= row; --i) {
            m_rows.insert(row, detached(items[i]));
            m_ids.insert(ids[i]);
        }
        endInsertRows();
        return end;
    }

    void replace(qsizetype row, const T &item)
    {
        if (m_rows[row] == item)
            return;
        const QList<int> roles = changedRoles(m_rows[row], item);
        m_rows[row] = detached(item);
        const int at = static_cast<int>(row);
        Q_EMIT dataChanged(index(at, 0), index(at, columnCount() - 1), roles);
    }

    //! One row of a page that is read again and again must not keep each of these pages.
    static T detached(T item)
    {
        item.detach();
        return item;
    }

    [[nodiscard]] qsizetype find(const QString &id, qsizetype from) const
    {
        for (qsizetype row = from; row < m_rows.size(); ++row) {
            if (idOf(m_rows[row]) == id)
                return row;
        }
        return -1;
    }

    flows::PageSource<T> m_source;
    QList<T> m_rows;
    QSet<QString> m_ids;
    flows::MarkerGuard m_guard;
    QString m_marker;
    Beginning m_held;
    quint64 m_generation = 0;
    quint64 m_loadGeneration = 0;
    int m_pendingNew = 0;
    bool m_hold = false;
    bool m_refreshing = false;
};

} // namespace models
