#include "emulator/engine/secrets.h"

#include <algorithm>

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
std::vector<std::string> privateNames(const core::Json &object)
{
    std::vector<std::string> names;
    const core::Json *list = core::member(object, "__Private_Parameters");
    if (list == nullptr || !list->is_array())
        return names;
    for (const core::Json &name : *list) {
        if (name.is_string())
            names.push_back(bareName(name.get_ref<const std::string &>()));
    }
    return names;
}

void strip(core::Json &evaluated, const core::Json &written)
{
    if (evaluated.is_object() && written.is_object()) {
        for (const std::string &name : privateNames(written))
            evaluated.erase(name);
        for (const auto &[key, value] : written.items()) {
            const auto it = evaluated.find(key); // what came from a path or an expression has no declarations inside
            if (it != evaluated.end())
                strip(*it, value);
        }
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
