// What the engine does for a run in phase Acting, and what providers ask of it.
#include "emulator/engine/engineprivate.h"

#include "core/ids.h"
#include "emulator/engine/runlog.h"
#include "emulator/store/authstores.h"
#include "emulator/store/runstore.h"

using namespace Qt::StringLiterals;

namespace emulator {

std::variant<QString, Raised> Engine::Private::credentials(const RunRecord &run, const QString &runAs) const
{
    if (runAs == "User"_L1)
        return run.owner;
    if (runAs == "Flow"_L1)
        return core::identityUrn(run.flowId);
    const auto whole = RunStore(*m_database).find(run.id);
    const core::Json *tokens = whole ? core::member(whole->body, "_tokens") : nullptr;
    const QString token = tokens == nullptr ? QString() : core::stringMember(*tokens, runAs.toUtf8().constData());
    if (token.isEmpty())
        return Raised{u"NoTokenException"_s,
                      core::toStd(u"The run input holds no token for the role '%1' (_tokens.%1)."_s.arg(runAs))};
    if (const auto identity = identityOfToken(token))
        return *identity;
    return Raised{u"NoTokenException"_s,
                  core::toStd(u"The token for the role '%1' is not valid, or not any more."_s.arg(runAs))};
}

std::optional<QString> Engine::Private::identityOfToken(const QString &token) const
{
    const auto record = TokenStore(*m_database).find(TokenStore::hashOf(token.toUtf8()));
    if (!record || record->kind != TokenKind::Access || record->revokedAt.isValid() || record->expiresAt <= now())
        return std::nullopt;
    return core::identityUrn(record->identityId);
}

void Engine::Private::actionTurn(ActiveRun &active)
{
    if (!active.action) {
        Step step(active, now());
        step.fail(flowFailed(active.run.stateName, Raised::runtime(u"The store has lost the action."_s)));
        commit(step);
        return;
    }
    const ActionRecord &action = *active.action;
    const QDateTime moment = now();
    if (!m_runOfAction.contains(action.actionId)) {
        startAction(active);
        return;
    }
    if (moment < ActionDriver::due(action)) {
        plan(active);
        return;
    }
    const bool late = moment >= action.deadline;
    if (!action.status.isEmpty()) {
        pollAction(active, late);
    } else if (late) {
        m_driver.cancel(active);
        Step step(active, moment);
        m_driver.timeOut(step);
        commit(step);
    }
}

void Engine::Private::startAction(ActiveRun &active)
{
    m_runOfAction.insert(active.action->actionId, active.run.id);
    const ActionOutcome outcome = m_driver.start(active, *this);
    const QString &known = active.action->status; // not empty: taken up again after a restart
    const bool nothingNew = outcome.kind == ActionOutcome::Kind::Working ||
                            (outcome.kind == ActionOutcome::Kind::Active && known == "ACTIVE"_L1) ||
                            (outcome.kind == ActionOutcome::Kind::Inactive && known == "INACTIVE"_L1);
    if (nothingNew) {
        plan(active);
        return;
    }
    Step step(active, now());
    m_driver.apply(step, outcome, false);
    commit(step);
}

void Engine::Private::pollAction(ActiveRun &active, bool late)
{
    const ActionOutcome outcome = m_driver.poll(active, *this);
    Step step(active, now());
    m_driver.apply(step, outcome, true);
    const bool unfinished =
        outcome.kind == ActionOutcome::Kind::Active || outcome.kind == ActionOutcome::Kind::Inactive;
    if (late && unfinished) {
        m_driver.cancel(active);
        m_driver.timeOut(step);
    }
    commit(step);
}

ActiveRun *Engine::Private::ofAction(const QString &actionId)
{
    const auto it = m_runs.find(m_runOfAction.value(actionId));
    const bool current = it != m_runs.end() && it->action && it->action->actionId == actionId;
    return current ? &*it : nullptr;
}

bool Engine::Private::beforeEffect(const QString &actionId)
{
    const ActiveRun *active = ofAction(actionId);
    if (active == nullptr)
        return false;
    const QString runId = active->run.id;
    try {
        Step step(*active, now());
        step.next.action->effectStarted = true;
        commit(step);
        return m_runs.contains(runId);
    } catch (const StoreError &error) {
        trouble(runId, error);
        return false;
    }
}

void Engine::Private::finished(const QString &actionId, const ActionOutcome &outcome)
{
    const ActiveRun *active = ofAction(actionId);
    if (active == nullptr)
        return;
    const QString runId = active->run.id;
    try {
        Step step(*active, now());
        m_driver.apply(step, outcome, false);
        commit(step);
    } catch (const StoreError &error) {
        trouble(runId, error);
    }
}

void Engine::Private::changed(const QString &actionId)
{
    ActiveRun *active = ofAction(actionId);
    if (active == nullptr || active->action->polls == 0)
        return; // the first poll comes at its time, so that people can see that something is going on
    active->action->nextPoll = now();
    plan(*active);
}

} // namespace emulator
