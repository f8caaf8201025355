#pragma once

#include <QByteArrayView>
#include <QString>

namespace flowlang {

//! One piece of a JSON text: a string, a word (number, true, anything unquoted), a mark, or the end.
struct JsonToken
{
    enum class Kind { String, Word, OpenObject, CloseObject, OpenArray, CloseArray, Comma, Colon, End };
    Kind kind = Kind::End;
    qsizetype begin = 0;
    qsizetype end = 0;
    QString problem; //!< what is wrong with this piece itself; empty if nothing
    qsizetype problemOffset = 0;
};

//! The piece that begins at or behind `at`. Every piece but the end has at least one byte.
[[nodiscard]] JsonToken nextToken(QByteArrayView text, qsizetype at);

//! Why a word is no JSON value; empty if it is one.
[[nodiscard]] QString wordProblem(QByteArrayView word);

} // namespace flowlang
