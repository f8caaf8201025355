#pragma once

#include "core/json.h"

#include <QByteArrayView>
#include <QString>

#include <optional>

namespace widgets {

//! JSON that a person has written or chosen, read strictly: what could not be sent on as it stands is refused in words.
struct TypedJson
{
    std::optional<core::Json> value; //!< empty exactly when there is a problem
    QString problem;                 //!< a sentence
    int line = 0;                    //!< of the problem, from 1; 0 if it has no place
    int column = 0;                  //!< in characters, from 1
};

//! Any value. Refused are texts that are no JSON, names that stand twice in one object, and integers beyond 64 bits.
[[nodiscard]] TypedJson readTypedJson(QByteArrayView text);
//! The same for the input of a run, which is an object.
[[nodiscard]] TypedJson readTypedInput(QByteArrayView text);

} // namespace widgets
