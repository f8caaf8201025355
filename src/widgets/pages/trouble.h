#pragma once

#include <QString>

namespace widgets {

//! Why what is shown may be old or incomplete, for as long as it is so. Plain text; an empty text: all is well.
struct Trouble
{
    QString text;    //!< what did not happen, why, and what to do
    QString details; //!< codes and the service's own words; may be empty
};

} // namespace widgets
