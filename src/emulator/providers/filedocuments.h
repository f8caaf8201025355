#pragma once

#include "emulator/providers/filework.h"

#include <QList>

namespace emulator {

//! A time as the Transfer service writes it: `2023-08-07 17:24:10+00:00`.
[[nodiscard]] QString transferTime(const QDateTime &time);
//! An entry of ls and stat.
[[nodiscard]] core::Json entryDocument(const FileEntry &entry);
//! The error document of the Transfer service: code, message, request_id, resource.
[[nodiscard]] core::Json errorDocument(const QString &code, const QString &message, const QString &resource,
                                       const QString &requestId);
//! The code of the Transfer service for a failure of an operation (`ls`, `mkdir`, …).
[[nodiscard]] QString operationCode(const FileFailure &failure, const QString &operation);
//! The nice_status of a task that failed this way: FILE_NOT_FOUND, PERMISSION_DENIED, ….
[[nodiscard]] QString niceStatus(FileProblem problem);

//! What ls was asked for. Source: Transfer API, directory listing.
struct LsQuery
{
    qint64 limit = 100'000;
    qint64 offset = 0;
    bool showHidden = true;
    QString filter;  //!< `name:~*.txt/type:file`
    QString orderby; //!< `type ASC,name DESC`

    //! \returns a sentence about what is not understood, or the empty string.
    [[nodiscard]] QString problem() const;
    //! All entries that match, in order (by name, if nothing else was asked for); not yet cut to the page.
    [[nodiscard]] QList<FileEntry> apply(QList<FileEntry> entries) const;
};

} // namespace emulator
