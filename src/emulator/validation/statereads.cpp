#include "emulator/validation/statereads.h"

#include "emulator/validation/problemlist.h"

using core::Json;
using flowlang::JsonPath;

namespace emulator::validation {

namespace {

constexpr qsizetype mostReads = 100;

//! Walks through what a state reads. Places are only made for what is noted: they are as long as Parameters are deep.
class Reader
{
public:
    Reader(Json loc, const Shape &before)
        : m_way{std::move(loc)}
        , m_before(before)
    {
    }

    void look(const Json &value, const std::string &field)
    {
        const std::optional<JsonPath> path = isFull() ? std::nullopt : pathOf(value);
        if (!path || path->isContext() || m_before.at(*path))
            return;
        Json loc = m_way.front();
        for (std::size_t i = 1; i < m_way.size(); ++i)
            loc.push_back(m_way[i]);
        m_reads.append({core::toQString(value.get_ref<const std::string &>()), field, below(std::move(loc), field)});
    }

    // The depth of a definition is limited where it is parsed.
    void collect(const Json &value, Json step)
    {
        if (isFull())
            return;
        m_way.push_back(std::move(step));
        if (value.is_array()) {
            for (std::size_t i = 0; i < value.size(); ++i) {
                if (value[i].is_structured())
                    collect(value[i], i);
            }
        } else if (value.is_object()) {
            for (const auto &[key, member] : value.items()) {
                if (key.ends_with(".$"))
                    look(member, key);
                else if (member.is_structured())
                    collect(member, key);
            }
        }
        m_way.pop_back();
    }

    [[nodiscard]] const QList<Read> &reads() const { return m_reads; }

private:
    [[nodiscard]] bool isFull() const { return m_reads.size() >= mostReads; }

    std::vector<Json> m_way; //!< the place of the state, and the steps below it
    const Shape &m_before;
    QList<Read> m_reads;
};

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

QList<Read> impossibleReads(const StateGraph &graph, std::size_t index, const Shape &before)
{
    const Json &state = graph.state(index);
    Reader reader(graph.loc(index), before);
    for (const char *key : {"InputPath", "SecondsPath", "TimestampPath", "CausePath", "ErrorPath"}) {
        if (const Json *value = core::member(state, key))
            reader.look(*value, key);
    }
    if (const Json *parameters = core::member(state, "Parameters"))
        reader.collect(*parameters, "Parameters");
    return reader.reads();
}

} // namespace emulator::validation
