#include "emulator/engine/interpreter.h"

#include "core/ids.h"
#include "emulator/engine/runlog.h"
#include "emulator/engine/secrets.h"

using namespace Qt::StringLiterals;

namespace emulator {

namespace {

constexpr int mostTransitions = 10'000; // local safety; source: flow-language.md 14
constexpr qint64 defaultWaitTime = 300; // seconds; source: flow-language.md 1.4
constexpr qint64 longestWaitTime = 31'536'000;

QString resultPath(const flowlang::State &state)
{
    return core::stringMember(state.raw, "ResultPath");
}

qint64 waitTime(const flowlang::State &state)
{
    const core::Json *value = core::member(state.raw, "WaitTime");
    if (value == nullptr || !value->is_number())
        return defaultWaitTime;
    return static_cast<qint64>(std::clamp(value->get<double>(), 0.0, static_cast<double>(longestWaitTime)));
}

} // namespace

Interpreter::Interpreter(Environment environment)
    : m_environment(std::move(environment))
{
}

QDateTime Interpreter::deadline(const flowlang::State &state, const QDateTime &begin) const
{
    const double scale = m_environment.worksInRealTime(state.actionUrl()) ? 1 : m_environment.timeScale;
    return begin.addMSecs(static_cast<qint64>(static_cast<double>(waitTime(state)) * 1000.0 / scale));
}

bool Interpreter::perform(Step &step) const
{
    const RunRecord &run = step.next.run;
    switch (run.phase) {
    case RunPhase::Starting:
        start(step);
        return true;
    case RunPhase::Entering:
        enter(step);
        return true;
    case RunPhase::Waiting:
        if (step.now() < run.waitingUntil)
            return false;
        if (const auto definition = step.next.definition; const auto *state = definition->state(run.stateName)) {
            endWait(step, *state);
            return true;
        }
        return false;
    case RunPhase::Acting:
    case RunPhase::Done:
        return false;
    }
    return false;
}

void Interpreter::start(Step &step) const
{
    RunRecord &run = step.next.run;
    if (!run.runState.is_object())
        run.runState = core::Json::object();
    step.announce(flowStarted(run.runState));
    step.enter(step.next.definition->startAt());
}

void Interpreter::enter(Step &step) const
{
    using flowlang::StateType;
    RunRecord &run = step.next.run;
    const auto definition = step.next.definition;
    const flowlang::State *state = definition->state(run.stateName);
    if (state == nullptr) {
        step.fail(flowFailed(run.stateName,
                             Raised::runtime(u"There is no state '%1' in the definition."_s.arg(run.stateName))));
        return;
    }
    if (++run.transitions > mostTransitions) {
        step.fail(
            flowFailed(run.stateName, Raised::runtime(u"The run was stopped after %1 states, a limit of this emulator "
                                                      "against flows that never end."_s.arg(mostTransitions))));
        return;
    }
    switch (state->type) {
    case StateType::Action:
        return act(step, *state);
    case StateType::AwaitWebInput:
    case StateType::CreateWebInput:
        return refuseWebInput(step, *state);
    case StateType::Choice:
        return choose(step, *state);
    case StateType::ExpressionEval:
        return evaluate(step, *state);
    case StateType::Fail:
        return fail(step, *state);
    case StateType::Pass:
        return pass(step, *state);
    case StateType::Wait:
        return wait(step, *state);
    case StateType::Unknown:
        break;
    }
    step.fail(flowFailed(state->name, Raised::runtime(u"The state type '%1' is not known."_s.arg(state->typeName))));
}

void Interpreter::raise(Step &step, const flowlang::State &state, const Raised &raised) const
{
    step.raise(state, raised, m_environment.leniency);
}

void Interpreter::finishWith(Step &step, const flowlang::State &state, core::Json output) const
{
    if (const auto raised = step.store(resultPath(state), std::move(output)))
        raise(step, state, *raised);
    else
        step.complete(state, stateCompleted(state, step.next.run.runState));
}

void Interpreter::pass(Step &step, const flowlang::State &state) const
{
    const core::Json *result = core::member(state.raw, "Result");
    const int sources = (result != nullptr ? 1 : 0) + (core::member(state.raw, "Parameters") != nullptr ? 1 : 0) +
                        (core::member(state.raw, "InputPath") != nullptr ? 1 : 0);
    if (sources > 1 && !m_environment.leniency.passWithSeveralSources) {
        step.announce(stateStarted(state, nullptr));
        raise(step, state, Raised::runtime(u"A Pass state may have only one of Result, Parameters and InputPath."_s));
        return;
    }
    if (result != nullptr) {
        step.announce(stateStarted(state, withoutSecrets(step.next.run.runState)));
        finishWith(step, state, *result);
        return;
    }
    auto input = stateInput(state, step.scope());
    if (const auto *raised = std::get_if<Raised>(&input)) {
        step.announce(stateStarted(state, nullptr));
        raise(step, state, *raised);
        return;
    }
    auto &value = std::get<StateInput>(input);
    step.announce(stateStarted(state, value.shown));
    finishWith(step, state, std::move(value.value));
}

void Interpreter::evaluate(Step &step, const flowlang::State &state) const
{
    auto input = stateInput(state, step.scope());
    if (const auto *raised = std::get_if<Raised>(&input)) {
        step.announce(stateStarted(state, nullptr));
        raise(step, state, *raised);
        return;
    }
    auto &value = std::get<StateInput>(input);
    step.announce(stateStarted(state, value.shown));
    finishWith(step, state, std::move(value.value));
}

void Interpreter::choose(Step &step, const flowlang::State &state) const
{
    step.announce(stateStarted(state, withoutSecrets(step.next.run.runState)));
    QString target = core::stringMember(state.raw, "Default");
    const core::Json *rules = core::member(state.raw, "Choices");
    const core::Json none = core::Json::array();
    for (const core::Json &rule : rules != nullptr && rules->is_array() ? *rules : none) {
        const auto matched = flowlang::matchesRule(rule, step.scope(), !m_environment.leniency.missingVariableIsFalse);
        if (const auto *error = std::get_if<flowlang::EvaluationError>(&matched)) {
            raise(step, state, Raised::from(*error));
            return;
        }
        if (std::get<bool>(matched)) {
            target = core::stringMember(rule, "Next");
            break;
        }
    }
    if (target.isEmpty()) {
        raise(step, state,
              {u"States.NoChoiceMatched"_s,
               core::toStd(u"No rule of the state '%1' was true, and it has no Default."_s.arg(state.name))});
        return;
    }
    LogEntry completed = stateCompleted(state, step.next.run.runState);
    completed.details["next"] = core::toStd(target);
    step.log(std::move(completed));
    step.enter(target);
}

void Interpreter::wait(Step &step, const flowlang::State &state) const
{
    step.announce(stateStarted(state, withoutSecrets(step.next.run.runState)));
    const QDateTime clock = step.now().addMSecs(m_environment.clockOffset);
    const auto length = waitMilliseconds(state, step.scope(), clock, m_environment.leniency);
    if (const auto *raised = std::get_if<Raised>(&length)) {
        raise(step, state, *raised);
        return;
    }
    const double scaled = static_cast<double>(std::get<qint64>(length)) / m_environment.timeScale;
    step.next.run.waitingUntil = step.now().addMSecs(static_cast<qint64>(scaled));
    step.next.run.phase = RunPhase::Waiting;
}

void Interpreter::endWait(Step &step, const flowlang::State &state) const
{
    step.complete(state, stateCompleted(state, step.next.run.runState));
}

void Interpreter::fail(Step &step, const flowlang::State &state) const
{
    step.announce(stateStarted(state, withoutSecrets(step.next.run.runState)));
    core::Json values[2];
    const char *fields[2] = {"Error", "Cause"};
    for (int i = 0; i < 2; ++i) {
        FieldValue value = fieldValue(state, fields[i], step.scope());
        if (const auto *raised = std::get_if<Raised>(&value)) {
            raise(step, state, *raised);
            return;
        }
        values[i] = std::get<core::Json>(std::move(value));
        if (!values[i].is_string() && !values[i].is_null())
            values[i] = core::toBytes(values[i]).toStdString();
    }
    step.fail(flowFailed(state.name, values[0], values[1]));
}

void Interpreter::refuseWebInput(Step &step, const flowlang::State &state) const
{
    auto input = stateInput(state, step.scope());
    const auto *good = std::get_if<StateInput>(&input);
    step.announce(stateStarted(state, good != nullptr ? good->shown : core::Json(nullptr)));
    raise(step, state, Raised::runtime(u"Web inputs are not available in this version of the emulator."_s));
}

void Interpreter::act(Step &step, const flowlang::State &state) const
{
    auto input = stateInput(state, step.scope());
    const auto *good = std::get_if<StateInput>(&input);
    step.announce(stateStarted(state, good != nullptr ? good->shown : core::Json(nullptr)));
    if (good == nullptr)
        return raise(step, state, std::get<Raised>(input));
    const bool both =
        core::member(state.raw, "Parameters") != nullptr && core::member(state.raw, "InputPath") != nullptr;
    const bool neither =
        core::member(state.raw, "Parameters") == nullptr && core::member(state.raw, "InputPath") == nullptr;
    if (both || neither)
        return raise(step, state, Raised::runtime(u"An Action needs either Parameters or InputPath."_s));
    if (!good->value.is_object())
        return raise(step, state, Raised::runtime(u"The input of an Action must be an object."_s));
    QString runAs = core::stringMember(state.raw, "RunAs");
    if (runAs.isEmpty())
        runAs = u"User"_s;
    const auto credentials = m_environment.credentials(step.next.run, runAs);
    if (const auto *raised = std::get_if<Raised>(&credentials))
        return raise(step, state, *raised);
    ActionRecord action;
    action.requestId = core::newId();
    action.actionId = core::newId();
    action.runId = step.next.run.id;
    action.stateName = state.name;
    action.providerUrl = state.actionUrl();
    action.creatorId = std::get<QString>(credentials);
    action.input = good->value;
    action.startedAt = step.now();
    action.deadline = deadline(state, step.now());
    step.begin(action);
}

} // namespace emulator
