#pragma once

#include <QtGlobal>

namespace flows {

//! Bodies larger than this many bytes are parsed off the GUI thread. Source: qt-style.md 4.
inline constexpr qsizetype parseOnGuiThreadLimit = 16 * 1024;

//! What the parsers of this process did so far. Cheap: three atomic counters.
struct ParseThreadAudit
{
    qint64 parses = 0;
    qint64 onGuiThread = 0;      //!< of any size
    qint64 largeOnGuiThread = 0; //!< above parseOnGuiThreadLimit: a defect

    bool operator==(const ParseThreadAudit &) const = default;
};

[[nodiscard]] ParseThreadAudit parseThreadAudit();
//! Sets the counters to zero; for tests.
void resetParseThreadAudit();
//! Called by each parser. Asserts in debug builds that a large body is not parsed on the GUI thread.
void noteParse(qsizetype bytes);

} // namespace flows
