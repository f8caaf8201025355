#include "emulator/engine/secrets.h"

#include <algorithm>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

namespace emulator {

namespace {

bool isSecret(const std::string &key)
{
    return key == "_tokens" || key.rfind("_private", 0) == 0;
}

std::string bareName(const std::string &key)
{
    const auto n = key.size();
    return n > 2 && key[n - 2] == '.' && (key[n - 1] == '$' || key[n - 1] == '=') ? key.substr(0, n - 2) : key;
}

//! The names that one object of Parameters declares private.
std::unordered_set<std::string> privateNames(const core::Json &object)
{
    std::unordered_set<std::string> names;
    const core::Json *list = core::member(object, "__Private_Parameters");
    if (list == nullptr || !list->is_array())
        return names;
    for (const core::Json &name : *list) {
        if (name.is_string())
            names.insert(bareName(name.get_ref<const std::string &>()));
    }
    return names;
}

void strip(core::Json &evaluated, const core::Json &written)
{
    if (evaluated.is_object() && written.is_object()) {
        const std::unordered_set<std::string> names = privateNames(written);
        std::unordered_map<std::string_view, const core::Json *> declared; // objects are searched from their beginning
        for (const auto &[key, value] : written.get_ref<const core::Json::object_t &>())
            declared.emplace(key, &value);
        core::Json::object_t kept;
        for (auto &[key, value] : evaluated.get_ref<core::Json::object_t &>()) {
            if (names.contains(key))
                continue;
            // What came from a path or an expression has no declarations inside.
            if (const auto it = declared.find(key); it != declared.end())
                strip(value, *it->second);
            kept.emplace_back(key, std::move(value));
        }
        evaluated = std::move(kept);
    } else if (evaluated.is_array() && written.is_array()) {
        for (std::size_t i = 0; i < std::min(evaluated.size(), written.size()); ++i)
            strip(evaluated[i], written[i]);
    }
}

} // namespace

core::Json withoutSecrets(const core::Json &value)
{
    if (value.is_object()) {
        core::Json result = core::Json::object();
        for (const auto &[key, inner] : value.items()) {
            if (!isSecret(key))
                result.get_ref<core::Json::object_t &>().emplace_back(key, withoutSecrets(inner));
        }
        return result;
    }
    if (value.is_array()) {
        core::Json result = core::Json::array();
        for (const core::Json &inner : value)
            result.push_back(withoutSecrets(inner));
        return result;
    }
    return value;
}

core::Json withoutPrivateParameters(const core::Json &evaluated, const core::Json &parameters)
{
    core::Json result = withoutSecrets(evaluated);
    strip(result, parameters);
    return result;
}

int depthOf(const core::Json &value, int most)
{
    if (!value.is_structured())
        return 0;
    int deepest = 0;
    if (most > 0) {
        for (const core::Json &inner : value)
            deepest = std::max(deepest, depthOf(inner, most - 1));
    }
    return deepest + 1;
}

} // namespace emulator
