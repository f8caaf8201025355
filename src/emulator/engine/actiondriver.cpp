#include "emulator/engine/actiondriver.h"

#include "core/clock.h"
#include "core/ids.h"
#include "emulator/engine/runlog.h"
#include "emulator/engine/secrets.h"
#include "emulator/providers/providerregistry.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace emulator {

namespace {

constexpr qint64 firstPoll = 2'000;     // milliseconds; source: flow-language.md 15
constexpr qint64 longestPoll = 600'000; // ten minutes; source: flow-language.md 1.4

QString statusName(ActionOutcome::Kind kind)
{
    switch (kind) {
    case ActionOutcome::Kind::Inactive:
        return u"INACTIVE"_s;
    case ActionOutcome::Kind::Succeeded:
        return u"SUCCEEDED"_s;
    case ActionOutcome::Kind::Failed:
    case ActionOutcome::Kind::Refused:
        return u"FAILED"_s;
    case ActionOutcome::Kind::Active:
    case ActionOutcome::Kind::Working:
        break;
    }
    return u"ACTIVE"_s;
}

//! The action status document. Source: flow-language.md 9.3.
core::Json statusDocument(const ActionRecord &action, const ActionOutcome &outcome, const QDateTime &now)
{
    const QString status = statusName(outcome.kind);
    const bool over = status == "SUCCEEDED"_L1 || status == "FAILED"_L1;
    return {{"action_id", core::toStd(action.actionId)},
            {"completion_time", over ? core::Json(core::toStd(core::toServiceTime(now))) : core::Json(nullptr)},
            {"creator_id", core::toStd(action.creatorId)},
            {"details", outcome.details},
            {"display_status", core::toStd(outcome.displayStatus.isEmpty() ? status : outcome.displayStatus)},
            {"label", nullptr},
            {"manage_by", core::Json::array()},
            {"monitor_by", core::Json::array()},
            {"release_after", nullptr},
            {"start_time", core::toStd(core::toServiceTime(action.startedAt))},
            {"status", core::toStd(status)},
            {"state_name", core::toStd(action.stateName)}};
}

ActionOutcome unknownProvider(const QString &url)
{
    if (url.isEmpty())
        return refusal(u"UnknownProvider"_s,
                       u"This kind of Handler can not be performed by this version of the emulator: only action "
                       "providers can."_s);
    return refusal(
        u"UnknownProvider"_s,
        u"The emulator does not know the action provider %1, and it makes no connection to others. It performs "
        "hello_world, and ls, stat, mkdir, delete, transfer and collection_info of "
        "https://transfer.actions.globus.org/."_s.arg(url));
}

//! What the tokens with which the run was started and resumed let its flow use: a consent is a dependency of the flow's
//! own scope. Source: flows-service.md 1.4, 4.3.
core::Scope consentsOf(const RunRecord &run)
{
    core::Scope all{core::flowUserScope(run.flowId), false, {}};
    for (const QString &text : run.consents) {
        const std::optional<core::Scope> scope = core::Scope::parse(text);
        if (!scope || scope->name != all.name)
            continue;
        for (const core::Scope &dependency : scope->dependencies)
            all = all.with(dependency);
    }
    return all;
}

bool raisesOnFailure(const flowlang::State &state)
{
    const core::Json *value = core::member(state.raw, "ExceptionOnActionFailure");
    return value == nullptr || !value->is_boolean() || value->get<bool>();
}

} // namespace

ActionDriver::ActionDriver(const ProviderRegistry &providers, double timeScale, Leniency leniency)
    : m_providers(providers)
    , m_timeScale(timeScale)
    , m_leniency(leniency)
{
}

ActionRequest ActionDriver::request(const ActiveRun &active)
{
    const ActionRecord &action = *active.action;
    return {action.requestId,       action.actionId,  action.creatorId,  action.input,
            consentsOf(active.run), action.startedAt, action.workEndsAt, action.effectStarted};
}

ActionOutcome ActionDriver::start(const ActiveRun &active, ActionHost &host) const
{
    ActionProvider *provider = m_providers.find(active.action->providerUrl);
    return provider == nullptr ? unknownProvider(active.action->providerUrl) : provider->start(request(active), host);
}

ActionOutcome ActionDriver::poll(const ActiveRun &active, ActionHost &host) const
{
    ActionProvider *provider = m_providers.find(active.action->providerUrl);
    return provider == nullptr ? unknownProvider(active.action->providerUrl) : provider->poll(request(active), host);
}

void ActionDriver::cancel(const ActiveRun &active) const
{
    if (!active.action)
        return;
    if (ActionProvider *provider = m_providers.find(active.action->providerUrl))
        provider->cancel(active.action->actionId);
}

void ActionDriver::apply(Step &step, const ActionOutcome &outcome, bool polled) const
{
    ActionRecord &action = *step.next.action;
    const auto definition = step.next.definition;
    const flowlang::State *state = definition->state(action.stateName);
    if (outcome.kind == ActionOutcome::Kind::Working || state == nullptr)
        return;
    if (outcome.kind == ActionOutcome::Kind::Refused) {
        action.status = u"FAILED"_s;
        action.document = outcome.details;
        step.raise(*state, {u"ActionUnableToRun"_s, outcome.details}, m_leniency);
        return;
    }
    core::Json document = statusDocument(action, outcome, step.now());
    action.status = statusName(outcome.kind);
    action.document = document;
    if (outcome.workEndsAt.isValid())
        action.workEndsAt = outcome.workEndsAt;
    if (polled) {
        ++action.polls;
        step.log(actionPolled(withoutSecrets(document)));
    }
    if (outcome.kind == ActionOutcome::Kind::Active)
        keepRunning(step, document);
    else if (outcome.kind == ActionOutcome::Kind::Inactive)
        keepInactive(step, document);
    else
        finish(step, *state, std::move(document), outcome.kind == ActionOutcome::Kind::Failed);
}

void ActionDriver::keepRunning(Step &step, const core::Json &document) const
{
    ActionRecord &action = *step.next.action;
    const qint64 interval = std::min(firstPoll << std::min(action.polls, 10), longestPoll);
    action.nextPoll = step.now().addMSecs(static_cast<qint64>(static_cast<double>(interval) / m_timeScale));
    step.next.run.status = u"ACTIVE"_s;
    step.next.run.displayStatus = u"ACTIVE"_s;
    step.next.run.details = actionRunningDetails(action.stateName, withoutSecrets(document));
}

void ActionDriver::keepInactive(Step &step, const core::Json &document) const
{
    const bool known = step.next.run.status == "INACTIVE"_L1;
    keepRunning(step, document);
    // Polling does not bring a consent; only resuming does. Other reasons may go away by themselves.
    const core::Json *details = core::member(document, "details");
    if (details != nullptr && core::stringMember(*details, "code") == "ConsentRequired"_L1)
        step.next.action->nextPoll = {};
    const core::Json shown = withoutSecrets(document);
    if (!known)
        step.log(flowInactive(step.next.action->stateName, shown));
    step.next.run.status = u"INACTIVE"_s;
    step.next.run.displayStatus = u"INACTIVE"_s;
    step.next.run.details = inactiveDetails(step.next.run, shown);
}

void ActionDriver::finish(Step &step, const flowlang::State &state, core::Json document, bool failed) const
{
    if (failed && raisesOnFailure(state)) {
        step.raise(state, {u"ActionFailedException"_s, std::move(document)}, m_leniency);
        return;
    }
    if (const auto raised = step.store(core::stringMember(state.raw, "ResultPath"), std::move(document)))
        step.raise(state, *raised, m_leniency);
    else
        step.complete(state, stateCompleted(state, step.next.run.runState));
}

void ActionDriver::timeOut(Step &step) const
{
    const ActionRecord &action = *step.next.action;
    const auto definition = step.next.definition;
    const flowlang::State *state = definition->state(action.stateName);
    core::Json cause = action.document;
    if (cause.is_null()) // it never answered: the status that it would have had
        cause = statusDocument(action, {ActionOutcome::Kind::Active, core::Json::object(), {}, {}}, step.now());
    if (state != nullptr)
        step.raise(*state, {u"ActionTimeout"_s, std::move(cause)}, m_leniency);
}

void ActionDriver::resume(Step &step) const
{
    ActionRecord &action = *step.next.action;
    step.log(flowResumed(action.stateName));
    action.status = u"ACTIVE"_s;
    action.nextPoll = step.now();
    step.next.run.status = u"ACTIVE"_s;
    step.next.run.displayStatus = u"ACTIVE"_s;
    if (!action.document.is_null()) {
        action.document["status"] = "ACTIVE";
        step.next.run.details = actionRunningDetails(action.stateName, withoutSecrets(action.document));
    }
}

QDateTime ActionDriver::due(const ActionRecord &action)
{
    QDateTime poll = action.nextPoll;
    // Sleeping actions: their end is known, so it is looked at then, but never before the first poll.
    if (action.workEndsAt.isValid() && action.polls > 0 && action.status == "ACTIVE"_L1)
        poll = std::min(poll, action.workEndsAt);
    if (action.status.isEmpty() || !poll.isValid())
        return action.deadline;
    return action.deadline.isValid() ? std::min(poll, action.deadline) : poll;
}

} // namespace emulator
