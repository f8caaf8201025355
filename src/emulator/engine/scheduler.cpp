#include "emulator/engine/scheduler.h"

#include <algorithm>
#include <chrono>

using namespace std::chrono_literals;

namespace emulator {

Scheduler::Scheduler(Now now, QObject *parent)
    : QObject(parent)
    , m_now(std::move(now))
{
    m_turns.setSingleShot(true);
    m_turns.setInterval(0);
    m_alarm.setSingleShot(true);
    m_alarm.setTimerType(Qt::PreciseTimer);
    connect(&m_turns, &QTimer::timeout, this, &Scheduler::next);
    connect(&m_alarm, &QTimer::timeout, this, &Scheduler::wake);
}

void Scheduler::ready(const QString &runId)
{
    if (const auto it = m_dueAt.constFind(runId); it != m_dueAt.constEnd()) {
        m_due.erase({*it, runId});
        m_dueAt.erase(it);
    }
    if (!m_isReady.contains(runId)) {
        m_isReady.insert(runId);
        m_ready.enqueue(runId);
    }
    if (!m_turns.isActive())
        m_turns.start();
}

void Scheduler::at(const QString &runId, const QDateTime &moment)
{
    forget(runId);
    if (!moment.isValid())
        return;
    const qint64 due = moment.toMSecsSinceEpoch();
    m_dueAt.insert(runId, due);
    m_due.insert({due, runId});
    arm();
}

void Scheduler::forget(const QString &runId)
{
    if (m_isReady.remove(runId))
        m_ready.removeOne(runId);
    if (const auto it = m_dueAt.constFind(runId); it != m_dueAt.constEnd()) {
        m_due.erase({*it, runId});
        m_dueAt.erase(it);
    }
}

void Scheduler::wake()
{
    const qint64 now = m_now().toMSecsSinceEpoch();
    while (!m_due.empty() && m_due.begin()->first <= now)
        ready(QString(m_due.begin()->second));
    arm();
}

void Scheduler::arm()
{
    if (m_due.empty()) {
        m_alarm.stop();
        return;
    }
    // At most a minute, so that a wall clock that was set is noticed.
    const qint64 wait = m_due.begin()->first - m_now().toMSecsSinceEpoch();
    m_alarm.start(std::chrono::milliseconds(std::clamp<qint64>(wait, 0, 60'000)));
}

void Scheduler::next()
{
    if (m_ready.isEmpty())
        return;
    const QString runId = m_ready.dequeue();
    m_isReady.remove(runId);
    if (!m_ready.isEmpty())
        m_turns.start();
    Q_EMIT turn(runId);
}

} // namespace emulator
