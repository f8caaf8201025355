#pragma once

#include "core/json.h"
#include "emulator/store/database.h"

#include <QDateTime>
#include <QSqlQuery>
#include <QStringList>

#include <concepts>
#include <optional>

namespace emulator {

//! One SQL statement with positional values. Every failure is a StoreError.
class Statement
{
public:
    Statement(const Database &database, const QString &sql);
    Statement(const QSqlDatabase &connection, const QString &sql);

    Statement &bind(const QString &text); //!< a null string is stored as the empty one
    Statement &bind(std::integral auto number) { return bindValue(QVariant::fromValue(static_cast<qint64>(number))); }
    Statement &bind(const QDateTime &time);   //!< milliseconds since 1970; 0 if it is invalid
    Statement &bind(const QStringList &list); //!< a JSON array
    Statement &bind(const core::Json &value); //!< JSON text; null is stored as the empty text
    Statement &bindValue(const QVariant &value);

    //! Executes a statement without rows. \returns the number of rows that it changed.
    int run();
    //! Executes at the first call. \returns false behind the last row.
    bool next();

    [[nodiscard]] QString text(int column) const;
    [[nodiscard]] qint64 integer(int column) const;
    [[nodiscard]] bool flag(int column) const { return integer(column) != 0; }
    [[nodiscard]] QDateTime time(int column) const;
    [[nodiscard]] QStringList list(int column) const;
    //! Characters of all columns of the row.
    [[nodiscard]] qsizetype rowSize() const;
    //! Null for the empty text. Throws StoreError if the text is not JSON.
    [[nodiscard]] core::Json json(int column) const;

private:
    void execute();

    QSqlQuery m_query;
    int m_bound = 0;
    bool m_executed = false;
};

//! JSON text of a list of strings.
[[nodiscard]] QString listText(const QStringList &list);

} // namespace emulator
