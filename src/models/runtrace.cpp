#include "models/runtrace.h"

namespace models {

namespace {

bool is(const QString &code, const char *name)
{
    return code == QLatin1String(name);
}

bool endsWith(const QString &code, const char *suffix)
{
    return code.endsWith(QLatin1String(suffix));
}

//! What an entered state is doing.
RunTrace::VisitStatus openStatus(const QString &type)
{
    if (is(type, "Wait"))
        return RunTrace::VisitStatus::Waiting;
    if (is(type, "AwaitWebInput"))
        return RunTrace::VisitStatus::NeedsYou;
    return RunTrace::VisitStatus::Running;
}

//! The type of a state, from the entry or from its code: `ActionStarted` begins with it.
QString typeOf(const flows::RunLogEntry &entry)
{
    if (!entry.stateType.isEmpty())
        return entry.stateType;
    for (const char *suffix : {"Started", "Completed", "Failed", "Polled"}) {
        if (endsWith(entry.code, suffix))
            return entry.code.chopped(static_cast<qsizetype>(qstrlen(suffix)));
    }
    return {};
}

} // namespace

void RunTrace::append(const flows::RunLogEntry &entry)
{
    const QString &code = entry.code;
    if (is(code, "FlowStarted") || is(code, "FlowStarting")) {
        m_start = entry.time;
        m_input = entry.payload;
    } else if (is(code, "FlowSucceeded")) {
        endRun(entry, End::Succeeded);
    } else if (is(code, "FlowFailed")) {
        endRun(entry, End::Failed);
    } else if (is(code, "FlowCanceled")) {
        endRun(entry, End::Cancelled);
    } else if (is(code, "FlowInactive")) {
        suspend(entry, VisitStatus::NeedsYou);
    } else if (is(code, "FlowResumed")) {
        suspend(entry, VisitStatus::Running);
    } else if (!entry.stateName.isEmpty()) {
        if (endsWith(code, "Started"))
            enter(entry);
        else if (endsWith(code, "Completed"))
            leave(entry, VisitStatus::Succeeded);
        else if (endsWith(code, "Failed"))
            leave(entry, VisitStatus::Failed);
        else if (const qsizetype visit = openVisitOf(entry.stateName); visit >= 0) {
            m_visits[visit].lastEntry = m_entries;
            if (endsWith(code, "Polled"))
                ++m_visits[visit].polls;
        }
    }
    ++m_entries;
}

RunTrace RunTrace::of(const QList<flows::RunLogEntry> &entries, qsizetype count)
{
    RunTrace trace;
    for (qsizetype i = 0; i < qMin(count, entries.size()); ++i)
        trace.append(entries[i]);
    return trace;
}

std::optional<RunTrace::State> RunTrace::state(const QString &name) const
{
    const auto at = m_stateIndex.find(name);
    return at == m_stateIndex.end() ? std::nullopt : std::optional(m_states[*at]);
}

QList<qsizetype> RunTrace::visitsOf(const QString &name) const
{
    QList<qsizetype> found;
    for (qsizetype i = 0; i < m_visits.size(); ++i) {
        if (m_visits[i].stateName == name)
            found.append(i);
    }
    return found;
}

qint64 RunTrace::millisecondsIn(const QString &name, const QDateTime &now) const
{
    const auto at = m_stateIndex.find(name);
    if (at == m_stateIndex.end())
        return 0;
    const State &state = m_states[*at];
    const Visit &last = m_visits[state.lastVisit];
    const bool counts = last.isOpen() && last.started.isValid();
    return state.closedMs + (counts ? qMax<qint64>(0, last.started.msecsTo(now)) : 0);
}

int RunTrace::transitionCount(const QString &from, const QString &to) const
{
    const qsizetype index = m_transitionIndex.value(from).value(to, -1);
    return index < 0 ? 0 : m_transitions[index].count;
}

QString RunTrace::currentState() const
{
    return m_open < 0 ? QString() : m_visits[m_open].stateName;
}

void RunTrace::goOn(const flows::RunLogEntry &entry)
{
    if (m_visits.isEmpty())
        return;
    if (m_open >= 0)
        close(m_visits[m_open], entry, VisitStatus::Left);
    Visit &last = m_visits.last();
    last.caught = last.status == VisitStatus::Failed;
    takeTransition(last.stateName, entry.stateName);
}

void RunTrace::enter(const flows::RunLogEntry &entry)
{
    goOn(entry);
    const qsizetype index = addVisit(entry);
    Visit &visit = m_visits[index];
    visit.started = entry.time;
    visit.input = entry.payload;
    visit.status = openStatus(visit.stateType);
    m_states[m_stateIndex.value(entry.stateName)].status = visit.status;
    m_open = index;
}

void RunTrace::leave(const flows::RunLogEntry &entry, VisitStatus status)
{
    qsizetype index = openVisitOf(entry.stateName);
    if (index < 0) { // the log does not say when it began
        goOn(entry);
        index = addVisit(entry);
    }
    Visit &visit = m_visits[index];
    if (status == VisitStatus::Succeeded)
        visit.output = entry.payload;
    visit.exception = entry.exception;
    visit.cause = entry.cause;
    close(visit, entry, status);
}

void RunTrace::endRun(const flows::RunLogEntry &entry, End end)
{
    m_end = end;
    m_endTime = entry.time;
    m_output = entry.payload;
    const qsizetype last = m_visits.size() - 1;
    if (m_open >= 0) {
        Visit &visit = m_visits[m_open];
        if (end == End::Failed) {
            visit.exception = entry.exception;
            visit.cause = entry.cause;
        }
        close(visit, entry,
              end == End::Succeeded ? VisitStatus::Succeeded
              : end == End::Failed  ? VisitStatus::Failed
                                    : VisitStatus::Cancelled);
    }
    if (end == End::Succeeded || last < 0)
        return;
    const Visit &visit = m_visits[last];
    m_failingState = entry.stateName.isEmpty() ? visit.stateName : entry.stateName;
    if (end == End::Failed) {
        const bool said = !entry.exception.isEmpty() || !entry.cause.isEmpty();
        m_exception = said ? entry.exception : visit.exception;
        m_cause = said ? entry.cause : visit.cause;
    }
}

void RunTrace::suspend(const flows::RunLogEntry &entry, VisitStatus status)
{
    if (m_open < 0)
        return;
    Visit &visit = m_visits[m_open];
    visit.status = status == VisitStatus::Running ? openStatus(visit.stateType) : status;
    visit.lastEntry = m_entries;
    if (status == VisitStatus::NeedsYou)
        visit.cause = entry.cause.isEmpty() ? entry.description : entry.cause;
    else
        visit.cause.clear();
    m_states[m_stateIndex.value(visit.stateName)].status = visit.status;
}

void RunTrace::close(Visit &visit, const flows::RunLogEntry &entry, VisitStatus status)
{
    visit.status = status;
    visit.ended = entry.time;
    visit.lastEntry = m_entries;
    if (status != VisitStatus::Failed && visit.exception.isEmpty())
        visit.cause.clear(); // of an inactivity that is over
    State &state = m_states[m_stateIndex.value(visit.stateName)];
    state.status = status;
    if (visit.started.isValid() && visit.ended.isValid())
        state.closedMs += qMax<qint64>(0, visit.started.msecsTo(visit.ended));
    m_open = -1;
}

qsizetype RunTrace::openVisitOf(const QString &name) const
{
    return m_open >= 0 && m_visits[m_open].stateName == name ? m_open : -1;
}

qsizetype RunTrace::addVisit(const flows::RunLogEntry &entry)
{
    auto at = m_stateIndex.find(entry.stateName);
    if (at == m_stateIndex.end()) {
        at = m_stateIndex.insert(entry.stateName, m_states.size());
        State state;
        state.name = entry.stateName;
        m_states.append(state);
    }
    State &state = m_states[*at];
    state.type = typeOf(entry);
    ++state.visits;
    state.lastVisit = m_visits.size();

    Visit visit;
    visit.stateName = entry.stateName;
    visit.stateType = state.type;
    visit.number = state.visits;
    visit.firstEntry = m_entries;
    visit.lastEntry = m_entries;
    m_visits.append(visit);
    return m_visits.size() - 1;
}

void RunTrace::takeTransition(const QString &from, const QString &to)
{
    QHash<QString, qsizetype> &ways = m_transitionIndex[from];
    const auto known = ways.find(to);
    if (known != ways.end()) {
        ++m_transitions[*known].count;
        return;
    }
    ways.insert(to, m_transitions.size());
    m_transitions.append({from, to, 1});
}

} // namespace models
