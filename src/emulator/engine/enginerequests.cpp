// What people ask of the engine: to cancel, to resume, to move the clock.
#include "emulator/engine/engineprivate.h"

#include "core/logging.h"
#include "emulator/store/authstores.h"
#include "emulator/store/runstore.h"

using namespace Qt::StringLiterals;

namespace emulator {

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
        if (it->action && it->action->status == "INACTIVE"_L1)
            m_driver.resume(step);
        if (!step.commit(*m_database)) {
            drop(runId);
            return;
        }
        transaction.commit();
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
        MetaStore(*m_database).put(clockOffsetKey(), QString::number(m_interpreter->environment().clockOffset));
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

} // namespace emulator
