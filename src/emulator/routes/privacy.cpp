#include "emulator/routes/privacy.h"

#include <string>
#include <unordered_set>

using core::Json;

namespace emulator::routes {

namespace {

constexpr const char *listKey = "__Private_Parameters";

//! A key without the suffix that tells how its value is evaluated.
std::string_view bareKey(std::string_view key)
{
    if (key.ends_with(".$") || key.ends_with(".="))
        key.remove_suffix(2);
    return key;
}

// The depth of a definition is limited where it is parsed.
Json shown(const Json &value, bool inParameters)
{
    if (value.is_array()) {
        Json result = Json::array();
        for (const Json &element : value)
            result.push_back(shown(element, inParameters));
        return result;
    }
    if (!value.is_object())
        return value;
    std::unordered_set<std::string> hidden;
    if (const Json *list = core::member(value, listKey); list && inParameters && list->is_array()) {
        for (const Json &name : *list) {
            if (name.is_string())
                hidden.emplace(bareKey(name.get_ref<const std::string &>()));
        }
    }
    Json::object_t result; // an object is searched from its beginning, so nothing is looked up in it
    for (const auto &[key, member] : value.get_ref<const Json::object_t &>()) {
        const bool isHidden = inParameters && (key == listKey || hidden.contains(std::string(bareKey(key))));
        if (!isHidden)
            result.emplace_back(key, shown(member, inParameters || key == "Parameters"));
    }
    return result;
}

} // namespace

Json withoutPrivateParameters(const Json &definition)
{
    return shown(definition, false);
}

} // namespace emulator::routes
