#include "emulator/validation/definitioncheck.h"

#include "emulator/validation/fieldcheck.h"
#include "emulator/validation/parametercheck.h"
#include "emulator/validation/statecheck.h"
#include "emulator/validation/statefacts.h"

#include <unordered_set>

using namespace Qt::StringLiterals;
using core::Json;

namespace emulator::validation {

namespace {

constexpr qsizetype longestName = 128; // characters. Source: flow-language.md 1

void checkNames(const StateGraph &graph, ProblemList &problems)
{
    for (std::size_t i = 0; i < graph.size(); ++i) {
        const qsizetype length = core::toQString(graph.name(i)).toUcs4().size();
        if (length < 1 || length > longestName)
            problems.add(graph.loc(i), u"The name of a state must have 1 to %1 characters"_s.arg(longestName));
    }
}

void checkTargets(const Json &definition, const StateGraph &graph, ProblemList &problems)
{
    std::unordered_set<std::string> named;
    if (const Json *start = core::member(definition, "StartAt"); start && start->is_string()) {
        named.insert(start->get_ref<const std::string &>());
        if (graph.start() < 0) {
            problems.add({"definition", "StartAt"},
                         u"State '%1' does not exist"_s.arg(core::stringMember(definition, "StartAt").left(200)));
        }
    }
    for (std::size_t i = 0; i < graph.size() && !problems.isFull(); ++i) {
        for (const Transition &transition : graph.transitions(i)) {
            named.insert(transition.target);
            if (graph.indexOf(transition.target) < 0) {
                problems.add(transition.loc,
                             u"State '%1' does not exist"_s.arg(core::toQString(transition.target).left(200)));
            }
        }
    }
    for (std::size_t i = 0; i < graph.size() && !problems.isFull(); ++i) {
        if (!named.contains(graph.name(i))) {
            problems.add(graph.loc(i),
                         u"State '%1' is not referenced: no state leads to it, and it is not StartAt"_s.arg(
                             core::toQString(graph.name(i)).left(200)));
        }
    }
}

} // namespace

void checkDefinition(const Json &definition, ProblemList &problems)
{
    const Json loc = Json::array({"definition"});
    if (!definition.is_object()) {
        problems.add(loc, u"value is not a valid dict"_s, u"type_error.dict"_s);
        return;
    }
    checkFields(definition, {{"StartAt", FieldKind::Text, true}, {"States", FieldKind::Object, true}, {"Comment"}}, loc,
                problems);
    const Json *states = core::member(definition, "States");
    if (!states || !states->is_object())
        return;
    if (states->empty())
        problems.add(below(loc, "States"), u"A flow needs at least one state"_s);
    const StateGraph graph(definition);
    checkNames(graph, problems);
    for (std::size_t i = 0; i < graph.size() && !problems.isFull(); ++i) {
        const Json at = graph.loc(i);
        checkState(graph.state(i), at, problems);
        if (const Json *parameters = core::member(graph.state(i), "Parameters"))
            checkParameters(*parameters, below(at, "Parameters"), problems);
    }
    checkTargets(definition, graph, problems);
}

} // namespace emulator::validation
