#pragma once

#include <QByteArray>
#include <QString>

class QTextDocument;

namespace widgets {

//! JSON text for a text document, which alters five characters when it gives its text or a copied part of it back: they
//! stand as `\uXXXX`. They can only occur in strings, so the meaning is the same.
[[nodiscard]] QString shownJson(const QByteArray &json);

//! What was typed or pasted into a text document, as UTF-8. Within strings every character is kept; between them, where
//! JSON knows only blanks and line ends, U+00A0 is a blank and U+2028 a line end.
[[nodiscard]] QByteArray typedJson(const QTextDocument &document);

} // namespace widgets
