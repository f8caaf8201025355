#include "emulator/store/logstore.h"

#include "emulator/store/statement.h"

using namespace Qt::StringLiterals;

namespace emulator {

LogStore::LogStore(Database &database)
    : m_database(database)
{
}

void LogStore::append(const QString &runId, const LogEntry &entry)
{
    Statement statement(
        m_database, u"INSERT INTO run_log (run_id, seq, time, code, description, details) VALUES (?, ?, ?, ?, ?, ?)"_s);
    statement.bind(runId).bind(entry.seq).bind(entry.time).bind(entry.code).bind(entry.description);
    statement.bind(entry.details).run();
}

qint64 LogStore::lastSeq(const QString &runId) const
{
    Statement statement(m_database, u"SELECT MAX(seq) FROM run_log WHERE run_id = ?"_s);
    statement.bind(runId);
    return statement.next() ? statement.integer(0) : 0;
}

Page<LogEntry> LogStore::list(const QString &runId, const PageWish &wish, bool reverse) const
{
    const qint64 after = wish.cursor.is_number_integer() ? wish.cursor.get<qint64>() : 0;
    QString sql = u"SELECT seq, time, code, description, details FROM run_log WHERE run_id = ?"_s;
    if (after > 0)
        sql += reverse ? u" AND seq < ?"_s : u" AND seq > ?"_s;
    sql += reverse ? u" ORDER BY seq DESC"_s : u" ORDER BY seq"_s;
    sql += u" LIMIT ? OFFSET ?"_s;
    Statement statement(m_database, sql);
    statement.bind(runId);
    if (after > 0)
        statement.bind(after);
    statement.bind(wish.limit + 1).bind(wish.offset);
    Page<LogEntry> page;
    PageFill fill(wish.limit, wish.wholePages);
    while (statement.next()) {
        if (fill.isFull()) {
            page.hasNext = true;
            page.cursor = page.items.last().seq;
            break;
        }
        fill.add(statement.rowSize());
        page.items.append(
            {statement.integer(0), statement.time(1), statement.text(2), statement.text(3), statement.json(4)});
    }
    return page;
}

} // namespace emulator
