#pragma once

#include "core/json.h"

#include <QList>
#include <QString>

namespace emulator {

//! One field that an action's body may have.
struct Field
{
    enum class Kind { Text, Integer, Boolean, Array, Object, Any };
    enum class Need { Optional, Required };
    const char *name = nullptr;
    Kind kind = Kind::Any;
    Need need = Need::Optional;
};

//! Checks an object against a closed list of fields. A null optional field counts as absent.
//! \param where  how the object is called in messages; empty for the body itself
//! \returns a sentence about the first thing that is wrong, or the empty string.
[[nodiscard]] QString checkFields(const core::Json &object, const QList<Field> &fields, const QString &where = {});

//! Members of a body that was checked; the fallback if they are absent or null.
[[nodiscard]] qint64 integerMember(const core::Json &object, const char *key, qint64 fallback);
[[nodiscard]] bool booleanMember(const core::Json &object, const char *key, bool fallback);

} // namespace emulator
