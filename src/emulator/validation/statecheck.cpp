#include "emulator/validation/statecheck.h"

#include "emulator/validation/choicecheck.h"
#include "emulator/validation/fieldcheck.h"
#include "flowlang/definition.h"
#include "flowlang/jsonpath.h"

using namespace Qt::StringLiterals;
using core::Json;
using flowlang::StateType;

namespace emulator::validation {

namespace {

constexpr qint64 longestWait = 31'536'000; // a year. Source: flow-language.md 1.4

std::vector<FieldRule> with(std::vector<FieldRule> rules, const std::vector<FieldRule> &more)
{
    rules.insert(rules.end(), more.begin(), more.end());
    return rules;
}

std::vector<FieldRule> rulesOf(StateType type)
{
    const std::vector<FieldRule> every{{"Type"}, {"Comment"}};
    const std::vector<FieldRule> leaving = with(every, {{"Next"}, {"End", FieldKind::Boolean}});
    const std::vector<FieldRule> working =
        with(leaving, {{"Parameters", FieldKind::Object}, {"InputPath"}, {"ResultPath"}, {"Catch", FieldKind::List}});
    switch (type) {
    case StateType::Action:
        return with(working, {{"ActionUrl", FieldKind::Url},
                              {"ActionScope"},
                              {"Handler", FieldKind::Anything},
                              {"WaitTime", FieldKind::Integer},
                              {"ExceptionOnActionFailure", FieldKind::Boolean},
                              {"RunAs"}});
    case StateType::AwaitWebInput:
    case StateType::CreateWebInput:
        return working;
    case StateType::Choice:
        return with(every, {{"Choices", FieldKind::FullList, true}, {"Default"}});
    case StateType::ExpressionEval:
        return with(leaving, {{"Parameters", FieldKind::Object, true}, {"ResultPath", FieldKind::Text, true}});
    case StateType::Fail:
        return with(every, {{"Cause"}, {"CausePath"}, {"Error"}, {"ErrorPath"}});
    case StateType::Pass:
        return with(leaving,
                    {{"Parameters", FieldKind::Object}, {"InputPath"}, {"ResultPath"}, {"Result", FieldKind::Object}});
    case StateType::Wait:
        return with(
            leaving,
            {{"Seconds", FieldKind::Integer}, {"SecondsPath"}, {"Timestamp", FieldKind::DateTime}, {"TimestampPath"}});
    case StateType::Unknown:
        break;
    }
    return every;
}

const std::vector<FieldRule> &rules(StateType type)
{
    static const std::vector<std::vector<FieldRule>> all = [] {
        std::vector<std::vector<FieldRule>> tables;
        for (int i = 0; i <= static_cast<int>(StateType::Unknown); ++i)
            tables.push_back(rulesOf(static_cast<StateType>(i)));
        return tables;
    }();
    return all[static_cast<std::size_t>(type)];
}

//! The state's type, or nothing when that is what is wrong.
std::optional<StateType> typeOf(const Json &state, const Json &loc, ProblemList &problems)
{
    const Json *name = core::member(state, "Type");
    if (!name) {
        problems.add(loc, u"Discriminator 'Type' is missing in value"_s,
                     u"value_error.discriminated_union.missing_discriminator"_s, {{"discriminator_key", "Type"}});
        return std::nullopt;
    }
    const StateType type =
        name->is_string() ? flowlang::stateType(core::stringMember(state, "Type")) : StateType::Unknown;
    if (type != StateType::Unknown)
        return type;
    const QString allowed = u"'Action', 'AwaitWebInput', 'CreateWebInput', 'Choice', 'ExpressionEval', 'Fail', 'Pass', "
                            "'Wait'"_s;
    const QString shown = QString::fromUtf8(core::toBytes(*name)).remove(u'"').left(100);
    problems.add(loc, u"No match for discriminator 'Type' and value '%1' (allowed values: %2)"_s.arg(shown, allowed),
                 u"value_error.discriminated_union.invalid_discriminator"_s,
                 {{"discriminator_key", "Type"},
                  {"discriminator_value", core::toStd(shown)},
                  {"allowed_values", core::toStd(allowed)}});
    return std::nullopt;
}

int countOf(const Json &state, std::initializer_list<const char *> keys)
{
    int count = 0;
    for (const char *key : keys)
        count += state.contains(key) ? 1 : 0;
    return count;
}

void checkWayOut(const Json &state, StateType type, const Json &loc, ProblemList &problems)
{
    if (type == StateType::Choice || type == StateType::Fail)
        return;
    const Json *end = core::member(state, "End");
    const bool ends = end && *end == true;
    const bool goesOn = state.contains("Next");
    if (ends == goesOn) {
        const QString text = ends ? u"A state of type '%1' must not be both terminal (\"End\": true) and transitional "
                                    "(\"Next\": \"NextStateId\")"_s
                                  : u"A state of type '%1' must be defined as either terminal (\"End\": true) or "
                                    "transitional (\"Next\": \"NextStateId\")"_s;
        problems.add(loc, text.arg(flowlang::stateTypeName(type)));
    }
}

void checkInput(const Json &state, StateType type, const Json &loc, ProblemList &problems)
{
    if (type != StateType::Action && type != StateType::CreateWebInput && type != StateType::AwaitWebInput)
        return;
    if (countOf(state, {"Parameters", "InputPath"}) != 1) {
        problems.add(loc, u"A state of type '%1' must have exactly one of \"Parameters\" and \"InputPath\""_s.arg(
                              flowlang::stateTypeName(type)));
    }
}

void checkHandler(const Json &state, const Json &loc, ProblemList &problems)
{
    if (countOf(state, {"ActionUrl", "Handler"}) != 1)
        problems.add(loc, u"A state of type 'Action' must have exactly one of \"ActionUrl\" and \"Handler\""_s);
    const Json *handler = core::member(state, "Handler");
    if (!handler || handler->is_string())
        return;
    const Json at = below(loc, "Handler");
    const QString type = core::stringMember(*handler, "Type");
    if (!handler->is_object())
        problems.add(at, u"value is not a valid dict"_s, u"type_error.dict"_s);
    else if (type == "ActionProvider"_L1)
        checkFields(*handler, {{"Type"}, {"Url", FieldKind::Url, true}, {"Scope"}}, at, problems);
    else if (type == "RegisteredAPI"_L1)
        checkFields(*handler, {{"Type"}, {"Id", FieldKind::Uuid, true}}, at, problems);
    else
        problems.add(below(at, "Type"), u"it must be 'ActionProvider' or 'RegisteredAPI'"_s, u"value_error.const"_s);
}

void checkResultPath(const Json &object, const Json &loc, ProblemList &problems)
{
    const Json *path = core::member(object, "ResultPath");
    if (!path || !path->is_string())
        return;
    const auto parsed = flowlang::JsonPath::parse(core::stringMember(object, "ResultPath"));
    QString problem;
    if (const auto *error = std::get_if<flowlang::PathError>(&parsed))
        problem = error->message;
    else if (std::get<flowlang::JsonPath>(parsed).isContext())
        problem = u"'_context' is read-only and can not be written to"_s;
    else
        problem = std::get<flowlang::JsonPath>(parsed).writeProblem();
    if (!problem.isEmpty())
        problems.add(below(loc, "ResultPath"), problem);
}

//! Fields that are read: each must be a path.
void checkPaths(const Json &state, const Json &loc, ProblemList &problems)
{
    for (const char *key : {"InputPath", "SecondsPath", "TimestampPath", "CausePath", "ErrorPath"}) {
        const Json *path = core::member(state, key);
        if (!path || !path->is_string())
            continue;
        const auto parsed = flowlang::JsonPath::parse(core::stringMember(state, key));
        if (const auto *error = std::get_if<flowlang::PathError>(&parsed))
            problems.add(below(loc, key), error->message);
    }
}

void checkCatchers(const Json &state, const Json &loc, ProblemList &problems)
{
    const Json *catchers = core::member(state, "Catch");
    for (std::size_t i = 0; catchers && catchers->is_array() && i < catchers->size(); ++i) {
        const Json &catcher = (*catchers)[i];
        const Json at = below(below(loc, "Catch"), i);
        if (problems.isFull())
            return;
        if (!catcher.is_object()) {
            problems.add(at, u"value is not a valid dict"_s, u"type_error.dict"_s);
            continue;
        }
        checkFields(catcher, {{"ErrorEquals", FieldKind::List, true}, {"Next", FieldKind::Text, true}, {"ResultPath"}},
                    at, problems);
        const Json *errors = core::member(catcher, "ErrorEquals");
        for (std::size_t j = 0; errors && errors->is_array() && j < errors->size(); ++j) {
            if (!(*errors)[j].is_string())
                problems.add(below(below(at, "ErrorEquals"), j), u"str type expected"_s, u"type_error.str"_s);
        }
        checkResultPath(catcher, at, problems);
    }
}

void checkWait(const Json &state, const Json &loc, ProblemList &problems)
{
    if (countOf(state, {"Seconds", "SecondsPath", "Timestamp", "TimestampPath"}) != 1) {
        problems.add(loc, u"A state of type 'Wait' must have exactly one of \"Seconds\", \"SecondsPath\", "
                          "\"Timestamp\" and \"TimestampPath\""_s);
    }
    const Json *seconds = core::member(state, "Seconds");
    if (!seconds || !seconds->is_number_integer())
        return;
    if (*seconds < 0) {
        problems.add(below(loc, "Seconds"), u"ensure this value is greater than or equal to 0"_s,
                     u"value_error.number.not_ge"_s, {{"limit_value", 0}});
    } else if (*seconds > longestWait) {
        problems.add(below(loc, "Seconds"), u"ensure this value is less than or equal to %1"_s.arg(longestWait),
                     u"value_error.number.not_le"_s, {{"limit_value", longestWait}});
    }
}

void checkFail(const Json &state, const Json &loc, ProblemList &problems)
{
    for (const auto &[constant, path] : {std::pair("Cause", "CausePath"), std::pair("Error", "ErrorPath")}) {
        if (countOf(state, {constant, path}) == 2) {
            problems.add(below(loc, path), u"\"%1\" and \"%2\" exclude each other"_s.arg(QLatin1StringView(constant),
                                                                                         QLatin1StringView(path)));
        }
    }
}

} // namespace

void checkState(const Json &state, const Json &loc, ProblemList &problems)
{
    if (!state.is_object()) {
        problems.add(loc, u"value is not a valid dict"_s, u"type_error.dict"_s);
        return;
    }
    const std::optional<StateType> type = typeOf(state, loc, problems);
    if (!type)
        return;
    checkFields(state, rules(*type), loc, problems);
    checkWayOut(state, *type, loc, problems);
    checkInput(state, *type, loc, problems);
    checkResultPath(state, loc, problems);
    checkPaths(state, loc, problems);
    checkCatchers(state, loc, problems);
    if (*type == StateType::Action)
        checkHandler(state, loc, problems);
    if (*type == StateType::Wait)
        checkWait(state, loc, problems);
    if (*type == StateType::Fail)
        checkFail(state, loc, problems);
    if (const Json *choices = core::member(state, "Choices");
        *type == StateType::Choice && choices && choices->is_array())
        checkChoices(*choices, below(loc, "Choices"), problems);
}

} // namespace emulator::validation
