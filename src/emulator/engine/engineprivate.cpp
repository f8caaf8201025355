#include "emulator/engine/engineprivate.h"

#include "core/logging.h"
#include "emulator/store/authstores.h"
#include "emulator/store/runstore.h"

#include <algorithm>
#include <chrono>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace emulator {

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
    environment.clockOffset = MetaStore(*m_database).find(clockOffsetKey()).value_or(u"0"_s).toLongLong();
    environment.credentials = [this](const RunRecord &run, const QString &runAs) { return credentials(run, runAs); };
    environment.worksInRealTime = [this](const QString &url) {
        const ActionProvider *provider = m_providers.find(url);
        return provider != nullptr && provider->worksInRealTime();
    };
    return environment;
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
        if (active->action)
            giveTimeAgain(*active);
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

void Engine::Private::giveTimeAgain(ActiveRun &active) const
{
    ActionRecord &action = *active.action;
    const flowlang::State *state = active.definition->state(action.stateName);
    if (state != nullptr && m_interpreter->environment().worksInRealTime(action.providerUrl))
        action.deadline = std::max(action.deadline, m_interpreter->deadline(*state, now()));
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
