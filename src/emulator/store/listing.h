#pragma once

#include "core/json.h"

#include <QList>
#include <QString>
#include <QStringList>
#include <QVariantList>

namespace emulator {

//! One page of a list, which may end before its limit (see PageFill). `cursor` goes into the query for the next page;
//! it is a JSON array, null on the last page.
template<typename T>
struct Page
{
    QList<T> items;
    bool hasNext = false;
    core::Json cursor;
};

//! Says when a page is full: it has as many rows as it may have, or enough bytes for one answer.
class PageFill
{
public:
    //! \param wholePages  for page numbers, which count on pages of `limit` rows
    explicit PageFill(int limit, bool wholePages = false)
        : m_limit(limit)
        , m_wholePages(wholePages)
    {
    }

    [[nodiscard]] bool isFull() const
    {
        return m_rows >= m_limit || (!m_wholePages && m_rows > 0 && m_size > mostCharacters);
    }
    //! \param size  characters of the row that is added
    void add(qsizetype size)
    {
        ++m_rows;
        m_size += size;
    }

private:
    static constexpr qsizetype mostCharacters = 8 * 1024 * 1024; //!< a quarter of what a connection keeps unsent

    int m_limit;
    bool m_wholePages;
    int m_rows = 0;
    qsizetype m_size = 0;
};

//! One criterion of an order, as a column of the table.
struct SortColumn
{
    QString column;
    bool descending = false;
    bool number = false; //!< an integer column; else text

    bool operator==(const SortColumn &) const = default;
};

//! Adds a criterion unless its column is one already.
void appendOnce(QList<SortColumn> &order, const SortColumn &key);

//! Collects the conditions of a query and their values.
class Conditions
{
public:
    void add(const QString &condition, const QVariantList &values = {});
    //! `column IN (…)`; nothing for an empty list.
    void addIn(const QString &column, const QStringList &values);
    //! Any of the values occurs in any of the columns, which hold folded text; nothing for an empty list.
    void addContains(const QStringList &foldedColumns, const QStringList &values);
    //! Rows behind the cursor in this order. Throws StoreError if the cursor does not fit the order.
    void addAfter(const QList<SortColumn> &order, const core::Json &cursor);

    //! ` WHERE …`, or nothing.
    [[nodiscard]] QString sql() const;
    [[nodiscard]] const QVariantList &values() const { return m_values; }

private:
    QStringList m_conditions;
    QVariantList m_values;
};

//! ` ORDER BY …`
[[nodiscard]] QString orderSql(const QList<SortColumn> &order);
//! `?, ?, ?`
[[nodiscard]] QString placeholders(qsizetype count);
//! How columns are folded for searching.
[[nodiscard]] QString folded(const QString &text);

} // namespace emulator
