#pragma once

#include "core/json.h"
#include "emulator/store/roletable.h"
#include "emulator/store/statement.h"

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

//! Which page of a list is asked for. Part of every query.
struct PageWish
{
    int limit = 20;
    int offset = 0;              //!< rows to skip, for page numbers; 0 with a cursor
    bool wholePages = false;     //!< for page numbers: no page ends before its limit
    core::Json cursor = nullptr; //!< Page::cursor of the page before, or null
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
    bool number = false; //!< an integer column; else text
    bool descending = false;
};

//! A field that records can be sorted by: its column, and what stands there.
template<typename Record>
struct SortField
{
    QString column;
    bool number = false;
    core::Json (*value)(const Record &record) = nullptr;
};

//! Milliseconds as they stand in the columns.
[[nodiscard]] core::Json stamp(const QDateTime &time);

//! The order of a list.
template<typename Record>
class SortOrder
{
public:
    //! \param fields  by the number of their Field \param wanted  criteria in the words of the query; if there are none
    //! the default one. Each column counts once; ties are broken by id, in the direction of the first criterion.
    template<typename Order>
    SortOrder(const QList<SortField<Record>> &fields, QList<Order> wanted)
    {
        if (wanted.isEmpty())
            wanted.append(Order());
        for (const Order &order : std::as_const(wanted))
            add(fields[static_cast<qsizetype>(order.field)], order.descending);
        add(idField(), wanted.first().descending);
    }

    [[nodiscard]] static SortField<Record> idField()
    {
        return {QStringLiteral("id"), false, [](const Record &record) { return core::Json(core::toStd(record.id)); }};
    }
    [[nodiscard]] const QList<SortColumn> &columns() const { return m_columns; }
    //! Where the page behind this record begins.
    [[nodiscard]] core::Json cursorBehind(const Record &record) const
    {
        core::Json cursor = core::Json::array();
        for (const auto value : m_values)
            cursor.push_back(value(record));
        return cursor;
    }

private:
    void add(const SortField<Record> &field, bool descending)
    {
        for (const SortColumn &known : std::as_const(m_columns)) {
            if (known.column == field.column)
                return;
        }
        m_columns.append({field.column, field.number, descending});
        m_values.append(field.value);
    }

    QList<SortColumn> m_columns;
    QList<core::Json (*)(const Record &)> m_values;
};

//! Collects the conditions of a query and their values.
class Conditions
{
public:
    void add(const QString &condition, const QVariantList &values = {});
    //! `column IN (…)`; nothing for an empty list.
    void addIn(const QString &column, const QStringList &values);
    //! Any of the values occurs in any of the columns, which hold folded text; nothing for an empty list.
    void addContains(const QStringList &foldedColumns, const QStringList &values);
    //! One of the principals has one of the roles.
    void addRoles(const RoleTable &table, const QStringList &roles, const QStringList &principals);
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
//! How columns are folded for searching.
[[nodiscard]] QString folded(const QString &text);

//! A query for the rows of a list.
struct ListSql
{
    QString sql; //!< ends with ` LIMIT ? OFFSET ?`, for which there are no values
    QVariantList values;
};

//! \param select  `SELECT … FROM …`
[[nodiscard]] ListSql listSql(const QString &select, const Conditions &where, const QList<SortColumn> &order);

//! Reads one page. \param read  makes a record of a row
template<typename Record>
Page<Record> readPage(const Database &database, const ListSql &list, const SortOrder<Record> &order,
                      const PageWish &wish, Record (*read)(const Statement &row))
{
    Statement statement(database, list.sql);
    for (const QVariant &value : list.values)
        statement.bindValue(value);
    statement.bind(wish.limit + 1).bind(wish.offset);
    Page<Record> page;
    PageFill fill(wish.limit, wish.wholePages);
    while (statement.next()) {
        if (fill.isFull()) {
            page.hasNext = true;
            page.cursor = order.cursorBehind(page.items.last());
            break;
        }
        fill.add(statement.rowSize());
        page.items.append(read(statement));
    }
    return page;
}

} // namespace emulator
