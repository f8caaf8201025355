#include "flowlang/definition.h"

#include <algorithm>
#include <array>
#include <utility>

using namespace Qt::StringLiterals;

namespace flowlang {

namespace {

//! Source: flow-language.md 1, the accepted values of Type.
constexpr std::array<std::pair<StateType, QLatin1StringView>, 8> typeNames{{
    {StateType::Action, "Action"_L1},
    {StateType::AwaitWebInput, "AwaitWebInput"_L1},
    {StateType::CreateWebInput, "CreateWebInput"_L1},
    {StateType::Choice, "Choice"_L1},
    {StateType::ExpressionEval, "ExpressionEval"_L1},
    {StateType::Fail, "Fail"_L1},
    {StateType::Pass, "Pass"_L1},
    {StateType::Wait, "Wait"_L1},
}};

Catcher readCatcher(const core::Json &json)
{
    Catcher catcher;
    catcher.next = core::stringMember(json, "Next");
    catcher.resultPath = core::stringMember(json, "ResultPath");
    const core::Json *errors = core::member(json, "ErrorEquals");
    if (errors != nullptr && errors->is_array()) {
        for (const core::Json &error : *errors) {
            if (error.is_string())
                catcher.errors.append(core::toQString(error.get_ref<const std::string &>()));
        }
    }
    return catcher;
}

State readState(const std::string &name, const core::Json &json)
{
    State state;
    state.name = core::toQString(name);
    state.raw = json;
    state.typeName = core::stringMember(json, "Type");
    state.type = stateType(state.typeName);
    state.next = core::stringMember(json, "Next");
    const core::Json *end = core::member(json, "End");
    state.end = end != nullptr && end->is_boolean() && end->get<bool>();
    const core::Json *catchers = core::member(json, "Catch");
    if (catchers != nullptr && catchers->is_array()) {
        // One entry an element, also for a broken one: the index is part of pointers.
        for (const core::Json &catcher : *catchers)
            state.catchers.append(readCatcher(catcher));
    }
    return state;
}

} // namespace

StateType stateType(QStringView name)
{
    const auto *found =
        std::find_if(typeNames.begin(), typeNames.end(), [name](const auto &e) { return e.second == name; });
    return found == typeNames.end() ? StateType::Unknown : found->first;
}

QString stateTypeName(StateType type)
{
    const auto *found =
        std::find_if(typeNames.begin(), typeNames.end(), [type](const auto &e) { return e.first == type; });
    return found == typeNames.end() ? QString() : QString(found->second);
}

Definition Definition::fromJson(const core::Json &document)
{
    Definition definition;
    definition.m_startAt = core::stringMember(document, "StartAt");
    definition.m_comment = core::stringMember(document, "Comment");
    const core::Json *states = core::member(document, "States");
    if (states == nullptr || !states->is_object())
        return definition;
    definition.m_states.reserve(static_cast<qsizetype>(states->size()));
    for (const auto &[name, json] : states->items())
        definition.m_states.append(readState(name, json));
    return definition;
}

const State *Definition::state(QStringView name) const
{
    const auto found =
        std::find_if(m_states.begin(), m_states.end(), [name](const State &s) { return s.name == name; });
    return found == m_states.end() ? nullptr : &*found;
}

} // namespace flowlang
