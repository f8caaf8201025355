#pragma once

#include "models/mergeplan.h"
#include "models/pagedmodel.h"

#include <QSet>

namespace models {

//! The rows of a PagedModel: documents with an id, in the order of the service. What is appended or merged changes the
//! rows that differ and no others; views keep their selection and their place.
template<typename T>
class RowList : public PagedModel
{
public:
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

protected:
    explicit RowList(QObject *parent)
        : PagedModel(parent)
    {
    }

    [[nodiscard]] const QList<T> &rows() const { return m_rows; }
    [[nodiscard]] virtual QString idOf(const T &item) const = 0;
    //! The roles whose values differ; empty is not allowed.
    [[nodiscard]] virtual QList<int> changedRoles(const T &before, const T &after) const = 0;

    [[nodiscard]] bool has(const QString &id) const { return m_ids.contains(id); }

    //! To be called between beginResetModel() and endResetModel().
    void dropRows()
    {
        m_rows.clear();
        m_ids.clear();
    }

    //! Puts new items behind the rows; one whose id is there replaces its row. \returns false if none was new.
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

    //! Makes the first rows these items, whose ids differ. \param whole  they are the whole list
    void mergeRows(const QList<T> &items, bool whole)
    {
        QStringList ids;
        for (const T &item : items)
            ids.append(idOf(item));
        removeGone(planMerge([this](qsizetype row) { return idOf(m_rows[row]); }, m_ids, ids, whole));
        for (qsizetype row = 0; row < items.size();)
            row = place(row, items, ids);
    }

private:
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

    QList<T> m_rows;
    QSet<QString> m_ids;
};

} // namespace models
