#pragma once

#include "emulator/store/listing.h"
#include "emulator/store/records.h"

namespace emulator {

class Database;

//! The logs of the runs. All calls throw StoreError.
class LogStore
{
public:
    explicit LogStore(Database &database);

    //! `entry.seq` must be new in this run.
    void append(const QString &runId, const LogEntry &entry);
    //! The seq of the last entry, 0 for an empty log.
    [[nodiscard]] qint64 lastSeq(const QString &runId) const;
    //! A page, oldest first or, with `reverse`, newest first. Its cursor is the seq of its last entry.
    [[nodiscard]] Page<LogEntry> list(const QString &runId, const PageWish &wish, bool reverse = false) const;

private:
    Database &m_database;
};

} // namespace emulator
