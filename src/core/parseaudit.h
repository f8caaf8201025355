#pragma once

#include <QtGlobal>

namespace core {

//! What the JSON parsers of this process did so far: parseJson and the readers of replies. Cheap: two atomic counters.
struct ParseAudit
{
    qint64 parses = 0;
    qint64 onGuiThread = 0; //!< on the thread of the QCoreApplication

    bool operator==(const ParseAudit &) const = default;
};

[[nodiscard]] ParseAudit parseAudit();
//! Sets the counters to zero; for tests.
void resetParseAudit();
//! Called by each parser.
void noteParse();
//! True on the thread of the QCoreApplication; false without one.
[[nodiscard]] bool onGuiThread();

} // namespace core
