#pragma once

#include "core/json.h"

#include <QList>
#include <QString>

#include <optional>

namespace flowlang {

//! A stretch of a text. Offsets in bytes from 0; line and column of the beginning from 1, the column in characters.
struct TextRange
{
    qsizetype begin = 0;
    qsizetype end = 0; //!< behind the last byte
    int line = 1;
    int column = 1;

    [[nodiscard]] bool isEmpty() const { return begin == end; }
    bool operator==(const TextRange &) const = default;
};

//! Where one value of a JSON text stands.
struct JsonPlace
{
    TextRange key;   //!< with its quotes; empty for the root and for items of arrays
    TextRange value; //!< empty, where it should begin, if the value is missing
};

//! Something wrong in a JSON text.
struct TextError
{
    QString message; //!< one sentence
    qsizetype offset = 0;
    int line = 1;
    int column = 1; //!< in characters
};

//! A JSON text with the places of all its values, as far as it can be understood: an editor's text is broken most of
//! the time. Missing commas, colons, values and closing brackets are noted and passed over. Reading takes linear time
//! and no recursion. A text without errors() is exactly what core::parseJson accepts, size apart.
class JsonText
{
public:
    JsonText() = default;
    //! Reads at most `maxDepth` levels; what is deeper ends the reading with an error.
    explicit JsonText(const QByteArray &text, int maxDepth = core::JsonLimits().maxDepth);

    [[nodiscard]] const QByteArray &text() const { return m_text; }
    //! In the order of the text, at most 100.
    [[nodiscard]] QList<TextError> errors() const;

    //! The place of the value at an RFC 6901 pointer; the last one if a key is there twice. Nothing if there is none.
    [[nodiscard]] std::optional<JsonPlace> find(QStringView pointer) const;
    //! The pointer of the innermost value that the byte offset touches: its key, its text, or the end of either. An
    //! offset between members belongs to the object or array around it; one outside of everything to the root.
    [[nodiscard]] QString pointerAt(qsizetype offset) const;

    //! Line and column of an offset, as an empty range.
    [[nodiscard]] TextRange positionOf(qsizetype offset) const;
    //! The offset of a line and column, both from 1; what lies behind the end of the line or text is brought back.
    [[nodiscard]] qsizetype offsetOf(int line, int column) const;

private:
    friend class JsonTextReader;
    struct Span
    {
        qsizetype begin = 0;
        qsizetype end = 0;
    };
    //! One value. They stand in the order of the text, so that children follow their parent.
    struct Node
    {
        int parent = -1;
        int index = 0;      //!< place among the parent's values
        int lastChild = -1; //!< the youngest, from which the older ones are found
        int olderSibling = -1;
        bool isArray = false;
        bool isClosed = false; //!< an array or object with its bracket
        Span key;
        Span value;
        [[nodiscard]] qsizetype begin() const { return key.end > key.begin ? key.begin : value.begin; }
    };
    struct Mistake
    {
        QString message;
        qsizetype offset = 0;
    };

    [[nodiscard]] TextRange rangeOf(const Span &span) const;
    [[nodiscard]] QString keyOf(const Node &node) const;
    [[nodiscard]] int childOf(const Node &node, QStringView token) const;
    [[nodiscard]] QString pointerOf(int node) const;

    QByteArray m_text;
    QList<Node> m_nodes;
    QList<Mistake> m_mistakes;
    QList<qsizetype> m_lines{0}; //!< where each line begins
};

} // namespace flowlang
