#pragma once

#include "emulator/store/storeerror.h"

#include <QSqlDatabase>
#include <QString>

namespace emulator {

//! One connection to the emulator's database. It belongs to the thread that made it: each thread makes its own.
//! SQLite in WAL mode with synchronous=FULL: what a call has written is on the disk before the call returns.
class Database
{
public:
    //! Checks the file, makes it if it is not there, and brings its tables to this program's version. Call it once,
    //! before the first connection. A damaged file, or one of a newer version, is left as it is.
    //! Throws StoreError.
    static void prepare(const QString &path);

    //! Connects to a prepared file. Throws StoreError.
    explicit Database(const QString &path);
    ~Database();
    Q_DISABLE_COPY_MOVE(Database)

    [[nodiscard]] const QSqlDatabase &connection() const { return m_connection; }
    [[nodiscard]] const QString &path() const { return m_path; }

private:
    friend class Transaction;

    QString m_path;
    QSqlDatabase m_connection;
    int m_depth = 0;       //!< open Transaction objects
    bool m_spoilt = false; //!< an inner one was given up: the outer one can only be rolled back
};

//! A write transaction for the life of the object: everything or nothing. Rolled back unless commit() was called.
//! An inner one is part of the outer one: given up, the outer one can not be committed either. Throws StoreError.
class Transaction
{
public:
    explicit Transaction(Database &database);
    ~Transaction();
    Q_DISABLE_COPY_MOVE(Transaction)

    //! Durable when it returns (the outermost one).
    void commit();

private:
    Database &m_database;
    bool m_open = true;
};

} // namespace emulator
