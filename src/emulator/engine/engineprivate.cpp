#include "emulator/engine/engineprivate.h"

#include "core/ids.h"
#include "core/logging.h"
#include "emulator/engine/runlog.h"
#include "emulator/store/authstores.h"
#include "emulator/store/runstore.h"

#include <chrono>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace emulator {

namespace {

QString offsetKey()
{
    return u"wait_clock_offset_ms"_s;
}

} // namespace

Engine::Private::Private(Engine *engine, EngineOptions options)
    : q(engine)
    , m_options(std::move(options))
    , m_driver(m_providers, m_options.timeScale, m_options.leniency)
{
    if (!m_options.clock)
        m_options.clock = std::make_shared<core::SystemClock>();
}

QDateTime Engine::Private::now() const
{
    return m_options.clock->now();
}

void Engine::Private::start()
{
    m_database = std::make_unique<Database>(m_options.databasePath);
    m_pool = std::make_unique<TaskPool>();
    m_providers.addStandard(m_options.files.get(), m_pool.get());
    m_interpreter = std::make_unique<Interpreter>(environment());
    m_scheduler = std::make_unique<Scheduler>([this] { return now(); });
    QObject::connect(m_scheduler.get(), &Scheduler::turn, q, [this](const QString &runId) { turn(runId); });
    const QStringList unfinished = RunStore(*m_database).unfinished();
    for (const QString &runId : unfinished)
        load(runId);
}

Interpreter::Environment Engine::Private::environment()
{
    Interpreter::Environment environment;
    environment.timeScale = m_options.timeScale;
    environment.leniency = m_options.leniency;
    environment.clockOffset = MetaStore(*m_database).find(offsetKey()).value_or(u"0"_s).toLongLong();
    environment.credentials = [this](const RunRecord &run, const QString &runAs) { return credentials(run, runAs); };
    environment.worksInRealTime = [this](const QString &url) {
        const ActionProvider *provider = m_providers.find(url);
        return provider != nullptr && provider->worksInRealTime();
    };
    return environment;
}

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
    if (!record || record->revokedAt.isValid() || record->expiresAt <= now())
        return std::nullopt;
    return core::identityUrn(record->identityId);
}

void Engine::Private::load(const QString &runId)
{
    if (m_runs.contains(runId))
        return;
    try {
        auto active = ActiveRun::load(*m_database, runId);
        if (!active)
            return;
        const bool cancelled = active->run.cancelRequested;
        const bool resumed = active->run.resumeRequested;
        m_runs.insert(runId, std::move(*active));
        if (cancelled)
            cancel(runId);
        else if (resumed)
            resume(runId);
        else
            plan(m_runs[runId]);
    } catch (const StoreError &error) {
        trouble(runId, error);
    }
}

void Engine::Private::turn(const QString &runId)
{
    const auto it = m_runs.find(runId);
    if (it == m_runs.end())
        return;
    try {
        if (it->run.phase == RunPhase::Acting) {
            actionTurn(*it);
            return;
        }
        Step step(*it, now());
        if (m_interpreter->perform(step))
            commit(step);
        else
            plan(*it);
    } catch (const StoreError &error) {
        trouble(runId, error);
    }
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

void Engine::Private::cancel(const QString &runId)
{
    load(runId);
    const auto it = m_runs.find(runId);
    if (it == m_runs.end())
        return;
    try {
        m_driver.cancel(*it);
        Step step(*it, now());
        step.cancel();
        commit(step);
    } catch (const StoreError &error) {
        trouble(runId, error);
    }
}

void Engine::Private::resume(const QString &runId)
{
    load(runId);
    const auto it = m_runs.find(runId);
    if (it == m_runs.end())
        return;
    try {
        RunStore store(*m_database);
        if (const auto stored = store.find(runId))
            it->run.consents = stored->consents;
        it->run.resumeRequested = false;
        Transaction transaction(*m_database);
        store.clearResume(runId);
        Step step(*it, now());
        if (it->action && it->run.status == "INACTIVE"_L1)
            m_driver.resume(step);
        const bool there = step.commit(*m_database);
        transaction.commit();
        if (!there) {
            drop(runId);
            return;
        }
        *it = std::move(step.next);
        plan(*it);
        Q_EMIT q->stepCommitted(runId);
    } catch (const StoreError &error) {
        trouble(runId, error);
    }
}

void Engine::Private::advance(qint64 seconds)
{
    if (seconds <= 0)
        return;
    try {
        m_interpreter->environment().clockOffset += seconds * 1000;
        MetaStore(*m_database).put(offsetKey(), QString::number(m_interpreter->environment().clockOffset));
    } catch (const StoreError &error) {
        qCCritical(lcEmulator, "the clock could not be kept: %s", qPrintable(error.message()));
    }
    const QStringList ids = m_runs.keys();
    for (const QString &runId : ids) {
        const auto it = m_runs.find(runId);
        try {
            if (it != m_runs.end())
                shift(*it, seconds);
        } catch (const StoreError &error) {
            trouble(runId, error);
        }
    }
}

void Engine::Private::shift(ActiveRun &active, qint64 seconds)
{
    const auto scaled = static_cast<qint64>(static_cast<double>(seconds) * 1000.0 / m_options.timeScale);
    const auto move = [](QDateTime &moment, qint64 by) {
        if (moment.isValid())
            moment = moment.addMSecs(-by);
    };
    Step step(active, now());
    move(step.next.run.waitingUntil, scaled);
    if (step.next.action) {
        ActionRecord &action = *step.next.action;
        const bool real = m_interpreter->environment().worksInRealTime(action.providerUrl);
        move(action.workEndsAt, scaled);
        move(action.nextPoll, scaled);
        move(action.deadline, real ? seconds * 1000 : scaled);
    }
    commit(step);
}

void Engine::Private::commit(Step &step)
{
    const QString runId = step.next.run.id;
    if (!step.commit(*m_database)) {
        drop(runId);
        return;
    }
    const auto it = m_runs.find(runId);
    const QString endedAction = it->action && (!step.next.action || step.next.action->actionId != it->action->actionId)
                                    ? it->action->actionId
                                    : QString();
    m_runOfAction.remove(endedAction);
    *it = std::move(step.next);
    const bool done = it->run.phase == RunPhase::Done;
    const QString status = it->run.status;
    if (done)
        drop(runId);
    else
        plan(*it);
    Q_EMIT q->stepCommitted(runId);
    if (done)
        Q_EMIT q->runFinished(runId, status);
}

void Engine::Private::plan(const ActiveRun &active)
{
    switch (active.run.phase) {
    case RunPhase::Starting:
    case RunPhase::Entering:
        m_scheduler->ready(active.run.id);
        break;
    case RunPhase::Waiting:
        m_scheduler->at(active.run.id, active.run.waitingUntil);
        break;
    case RunPhase::Acting:
        if (active.action && m_runOfAction.contains(active.action->actionId))
            m_scheduler->at(active.run.id, ActionDriver::due(*active.action));
        else
            m_scheduler->ready(active.run.id);
        break;
    case RunPhase::Done:
        m_scheduler->forget(active.run.id);
        break;
    }
}

void Engine::Private::drop(const QString &runId)
{
    const auto it = m_runs.find(runId);
    if (it == m_runs.end())
        return;
    if (it->action) {
        m_driver.cancel(*it);
        m_runOfAction.remove(it->action->actionId);
    }
    m_scheduler->forget(runId);
    m_runs.erase(it);
}

void Engine::Private::trouble(const QString &runId, const StoreError &error)
{
    qCCritical(lcEmulator, "a step of run %s could not be kept, trying again in 5 s: %s", qPrintable(runId),
               qPrintable(error.message()));
    drop(runId);
    QTimer::singleShot(5s, q, [this, runId] { load(runId); });
}

} // namespace emulator
