#pragma once

#include <QByteArray>
#include <QByteArrayView>

namespace core {

//! JSON text set out in lines.
struct JsonLayout
{
    QByteArray text;
    qsizetype left = 0; //!< bytes of the source that are not in `text`, because it would have become too long
};

//! Sets out JSON text with two blanks a level, as toPrettyBytes does, but keeps what a Json value loses: the digits of
//! numbers, and names that stand twice. Characters that are escaped without need become themselves.
//! \param text      must be JSON: text that parseJson refuses gives anything, though never a crash
//! \param maxBytes  where to stop, at the end of the piece that passes it; deep nesting makes text grow many times
[[nodiscard]] JsonLayout setOutJson(QByteArrayView text, qsizetype maxBytes);

} // namespace core
