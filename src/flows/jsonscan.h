#pragma once

#include <QByteArrayView>

namespace flows {

//! What one look at the brackets and quotes of a text tells.
enum class Structure {
    Good,
    Empty,   //!< nothing but blanks
    NotJson, //!< begins with neither `{` nor `[`: an HTML page, a bare word
    Broken,  //!< brackets or quotes do not match, or something follows the document
    TooDeep
};

//! Checks in one linear pass, without recursion, that brackets and quotes match and that nothing is nested deeper than
//! `maxDepth`. The on-demand reader skips what nobody looks at; this makes sure that what is skipped has an end.
[[nodiscard]] Structure scanStructure(QByteArrayView text, int maxDepth = 256);

} // namespace flows
