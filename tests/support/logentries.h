#pragma once

#include "flows/runlog.h"

#include <QList>

namespace testsupport {

//! Log entries from short lines: `<second> <code> [<state> [<members of details>]]`, for example
//! `3 ActionFailed Copy "cause": "no space"`.
[[nodiscard]] QList<flows::RunLogEntry> logEntries(const QStringList &lines);
//! The same as the JSON text of one entry.
[[nodiscard]] QByteArray logEntryJson(const QString &line);

} // namespace testsupport
