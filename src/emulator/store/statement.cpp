#include "emulator/store/statement.h"

#include "core/textlist.h"

#include <QSqlError>
#include <QSqlRecord>
#include <QTimeZone>

using namespace Qt::StringLiterals;

namespace emulator {

namespace {

core::Json parseStored(const QString &text)
{
    if (text.isEmpty())
        return nullptr;
    // What this program wrote itself may nest a little deeper than what it accepts from outside.
    core::JsonParse parsed = core::parseJson(text.toUtf8(), {64 * 1024 * 1024, 1024});
    if (!parsed)
        throw StoreError(u"The database holds a document that is not JSON: %1"_s.arg(parsed.error->message));
    return std::move(*parsed.value);
}

} // namespace

QString listText(const QStringList &list)
{
    return QString::fromUtf8(core::toBytes(core::toJson(list)));
}

Statement::Statement(const Database &database, const QString &sql)
    : Statement(database.connection(), sql)
{
}

Statement::Statement(const QSqlDatabase &connection, const QString &sql)
    : m_query(connection)
{
    m_query.setForwardOnly(true);
    if (!m_query.prepare(sql))
        throw StoreError(u"The database refused a statement: %1"_s.arg(m_query.lastError().databaseText()));
}

Statement &Statement::bind(const QString &text)
{
    return bindValue(text.isNull() ? u""_s : text);
}

Statement &Statement::bind(const QDateTime &time)
{
    return bind(time.isValid() ? time.toMSecsSinceEpoch() : qint64(0));
}

Statement &Statement::bind(const QStringList &list)
{
    return bind(listText(list));
}

Statement &Statement::bind(const core::Json &value)
{
    return bind(value.is_null() ? QString() : QString::fromUtf8(core::toBytes(value)));
}

Statement &Statement::bindValue(const QVariant &value)
{
    m_query.bindValue(m_bound++, value);
    return *this;
}

void Statement::execute()
{
    m_executed = true;
    if (!m_query.exec())
        throw StoreError(u"The database could not do its work: %1"_s.arg(m_query.lastError().databaseText()));
}

int Statement::run()
{
    execute();
    return m_query.numRowsAffected();
}

bool Statement::next()
{
    if (!m_executed)
        execute();
    if (m_query.next())
        return true;
    if (m_query.lastError().isValid())
        throw StoreError(u"The database could not be read: %1"_s.arg(m_query.lastError().databaseText()));
    return false;
}

QString Statement::text(int column) const
{
    return m_query.value(column).toString();
}

qint64 Statement::integer(int column) const
{
    return m_query.value(column).toLongLong();
}

QDateTime Statement::time(int column) const
{
    const qint64 stamp = integer(column);
    return stamp == 0 ? QDateTime() : QDateTime::fromMSecsSinceEpoch(stamp, Qt::UTC);
}

QStringList Statement::list(int column) const
{
    return core::toTexts(json(column));
}

qsizetype Statement::rowSize() const
{
    qsizetype size = 0;
    const int columns = m_query.record().count();
    for (int column = 0; column < columns; ++column)
        size += text(column).size();
    return size;
}

core::Json Statement::json(int column) const
{
    return parseStored(text(column));
}

} // namespace emulator
