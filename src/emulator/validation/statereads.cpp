#include "emulator/validation/statereads.h"

#include "emulator/validation/problemlist.h"

using core::Json;
using flowlang::JsonPath;

namespace emulator::validation {

namespace {

void add(const Json &value, const std::string &field, const Json &loc, QList<Read> &reads)
{
    if (std::optional<JsonPath> path = pathOf(value))
        reads.append({std::move(*path), core::toQString(value.get_ref<const std::string &>()), field, loc});
}

// The depth of a definition is limited where it is parsed.
void collect(const Json &value, const Json &loc, QList<Read> &reads)
{
    if (value.is_array()) {
        for (std::size_t i = 0; i < value.size(); ++i) {
            if (value[i].is_structured())
                collect(value[i], below(loc, i), reads);
        }
    } else if (value.is_object()) {
        for (const auto &[key, member] : value.items()) {
            if (key.ends_with(".$"))
                add(member, key, below(loc, key), reads);
            else if (member.is_structured())
                collect(member, below(loc, key), reads);
        }
    }
}

} // namespace

std::optional<JsonPath> pathOf(const Json &value)
{
    if (!value.is_string())
        return std::nullopt;
    auto parsed = JsonPath::parse(core::toQString(value.get_ref<const std::string &>()));
    if (auto *path = std::get_if<JsonPath>(&parsed))
        return std::move(*path);
    return std::nullopt;
}

QList<Read> readsOf(const StateGraph &graph, std::size_t index)
{
    QList<Read> reads;
    const Json &state = graph.state(index);
    const Json loc = graph.loc(index);
    for (const char *key : {"InputPath", "SecondsPath", "TimestampPath", "CausePath", "ErrorPath"}) {
        if (const Json *value = core::member(state, key))
            add(*value, key, below(loc, key), reads);
    }
    if (const Json *parameters = core::member(state, "Parameters"))
        collect(*parameters, below(loc, "Parameters"), reads);
    return reads;
}

} // namespace emulator::validation
