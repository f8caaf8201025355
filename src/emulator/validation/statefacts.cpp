#include "emulator/validation/statefacts.h"

#include "emulator/validation/problemlist.h"

#include <unordered_set>

using core::Json;

namespace emulator::validation {

namespace {

//! The member as text; null if it is absent or something else.
const std::string *text(const Json &object, const char *key)
{
    const Json *value = core::member(object, key);
    return value && value->is_string() ? &value->get_ref<const std::string &>() : nullptr;
}

} // namespace

StateGraph::StateGraph(const Json &definition)
{
    const Json *states = core::member(definition, "States");
    if (!states || !states->is_object())
        return;
    for (const auto &[name, state] : states->items()) {
        m_index.insert_or_assign(name, m_states.size());
        m_names.push_back(name);
        m_states.push_back(&state);
    }
    if (const std::string *start = text(definition, "StartAt"))
        m_start = indexOf(*start);
}

Json StateGraph::loc(std::size_t state) const
{
    return Json::array({"definition", "States", m_names[state]});
}

int StateGraph::indexOf(const std::string &name) const
{
    const auto found = m_index.find(name);
    return found == m_index.end() ? -1 : static_cast<int>(found->second);
}

std::vector<Transition> StateGraph::transitions(std::size_t index) const
{
    const Json &state = *m_states[index];
    std::vector<Transition> result;
    const auto add = [&result](const Json &object, const char *key, const Json &at, const Json *catcher) {
        if (const std::string *target = text(object, key))
            result.push_back({*target, below(at, key), catcher});
    };
    const Json at = loc(index);
    add(state, "Next", at, nullptr);
    add(state, "Default", at, nullptr);
    for (const char *list : {"Choices", "Catch"}) {
        const Json *entries = core::member(state, list);
        for (std::size_t i = 0; entries && entries->is_array() && i < entries->size(); ++i) {
            const bool catches = std::string_view(list) == "Catch";
            add((*entries)[i], "Next", below(below(at, list), i), catches ? &(*entries)[i] : nullptr);
        }
    }
    return result;
}

bool StateGraph::ends(std::size_t index) const
{
    const Json *end = core::member(*m_states[index], "End");
    const std::string *type = text(*m_states[index], "Type");
    return (end && *end == true) || (type && *type == "Fail");
}

std::vector<std::size_t> StateGraph::successors(std::size_t index) const
{
    std::vector<std::size_t> result;
    std::unordered_set<int> seen;
    for (const Transition &transition : transitions(index)) {
        const int target = indexOf(transition.target);
        if (target >= 0 && seen.insert(target).second)
            result.push_back(static_cast<std::size_t>(target));
    }
    return result;
}

} // namespace emulator::validation
