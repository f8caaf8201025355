#pragma once

#include "core/clock.h"
#include "core/json.h"

#include <QDateTime>
#include <QStringList>

namespace flows {

//! The member as a time; invalid if it is absent or no time.
[[nodiscard]] inline QDateTime timeMember(const core::Json &object, const char *key)
{
    return core::fromServiceTime(core::stringMember(object, key));
}

//! The texts in an array member; empty if it is absent or no array.
[[nodiscard]] inline QStringList listMember(const core::Json &object, const char *key)
{
    QStringList texts;
    const core::Json *list = core::member(object, key);
    if (list == nullptr || !list->is_array())
        return texts;
    for (const core::Json &item : *list) {
        if (item.is_string())
            texts.append(core::toQString(item.get_ref<const std::string &>()));
    }
    return texts;
}

} // namespace flows
