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
    //! A page, oldest first or, with `reverse`, newest first. \param after  seq of the last entry of the page before, 0
    //! for the first page. The page's cursor is that number. \param offset  entries to skip, for page numbers, whose
    //! pages do not end before their limit
    [[nodiscard]] Page<LogEntry> list(const QString &runId, int limit, bool reverse = false, qint64 after = 0,
                                      int offset = 0, bool wholePages = false) const;

private:
    Database &m_database;
};

} // namespace emulator
