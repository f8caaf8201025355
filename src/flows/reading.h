#pragma once

#include "core/clock.h"
#include "core/json.h"
#include "flows/rawjson.h"

#include <QDateTime>
#include <QStringList>

#include <string_view>

namespace flows {

//! One text member of a document that came as part of a reply, read without its others: it is found where one of them
//! can not be read, too. Empty if it is absent or no text. Of two members of that name the last.
[[nodiscard]] QString textIn(const RawJson &document, std::string_view member);

//! The member as a time; invalid if it is absent or no time.
[[nodiscard]] inline QDateTime timeMember(const core::Json &object, const char *key)
{
    return core::fromServiceTime(core::stringMember(object, key));
}

//! The member as a boolean; false if it is absent or none.
[[nodiscard]] inline bool boolMember(const core::Json &object, const char *key)
{
    const core::Json *value = core::member(object, key);
    return value != nullptr && value->is_boolean() && value->get<bool>();
}

//! The member as text: a string as it is, anything else as its JSON text; empty if it is absent.
[[nodiscard]] inline QString textMember(const core::Json &object, const char *key)
{
    const core::Json *value = core::member(object, key);
    if (value == nullptr)
        return {};
    return value->is_string() ? core::stringMember(object, key) : QString::fromUtf8(core::toBytes(*value));
}

//! The member's JSON, written anew; empty if it is absent.
[[nodiscard]] inline RawJson rawMember(const core::Json &object, const char *key)
{
    const core::Json *value = core::member(object, key);
    return value != nullptr ? RawJson(core::toBytes(*value)) : RawJson();
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
