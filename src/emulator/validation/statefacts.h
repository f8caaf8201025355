#pragma once

#include "core/json.h"

#include <functional>
#include <string>
#include <unordered_map>
#include <vector>

namespace emulator::validation {

//! One way out of a state.
struct Transition
{
    std::string target;
    core::Json loc; //!< where the target is named, from the request's document on
    const core::Json *catcher = nullptr;
};

//! The states of a definition by their position, as a graph. Reads what it can of a broken one.
class StateGraph
{
public:
    //! \param definition  outlives the graph
    explicit StateGraph(const core::Json &definition);

    [[nodiscard]] std::size_t size() const { return m_states.size(); }
    [[nodiscard]] const std::string &name(std::size_t state) const { return m_names[state]; }
    [[nodiscard]] const core::Json &state(std::size_t state) const { return *m_states[state]; }
    //! `["definition", "States", name]`
    [[nodiscard]] core::Json loc(std::size_t state) const;
    //! The position of a state; -1 if there is none of that name.
    [[nodiscard]] int indexOf(const std::string &name) const;
    //! The position of the state to start at; -1 if there is none.
    [[nodiscard]] int start() const { return m_start; }
    //! Next, Default, Choices and Catch, in this order, targets that do not exist included.
    [[nodiscard]] std::vector<Transition> transitions(std::size_t state) const;
    //! True for a state at which a run can end as it was meant to: `End: true`, or Fail.
    [[nodiscard]] bool ends(std::size_t state) const;
    //! The states that can come next, each once, in order.
    [[nodiscard]] std::vector<std::size_t> successors(std::size_t state) const;

private:
    std::vector<const core::Json *> m_states;
    std::vector<std::string> m_names;
    std::unordered_map<std::string, std::size_t> m_index;
    int m_start = -1;
};

} // namespace emulator::validation
