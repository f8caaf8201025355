#include "models/runfollower.h"

#include "core/settle.h"
#include "models/pollpause.h"

#include <algorithm>
#include <utility>

using namespace std::chrono_literals;

namespace models {

namespace {

constexpr int logPageSize = 100;
constexpr int definitionTries = 3; // of a run that is over: then it is shown without

//! A person may follow a run and not see its definition; everything else works without it.
bool meansNoDefinition(const core::ApiError &error)
{
    return error.kind == core::ApiError::Kind::Forbidden || error.kind == core::ApiError::Kind::NotFound ||
           error.kind == core::ApiError::Kind::BadResponse;
}

//! Asking again does not help by itself.
bool waitsForSomebody(const core::ApiError &error)
{
    return error.kind == core::ApiError::Kind::NotFound || error.kind == core::ApiError::Kind::Unauthorized;
}

} // namespace

RunFollower::RunFollower(flows::FlowsClient &client, const QString &runId, QObject *parent)
    : QObject(parent)
    , m_client(client)
    , m_runId(runId)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, [this] { poll(false); });
    connect(&client.http(), &net::HttpClient::obtained, this, &RunFollower::takeUp);
}

RunFollower::~RunFollower()
{
    delete m_scope;
}

void RunFollower::setKnownRun(const flows::Run &run)
{
    if (run.runId == m_runId && m_run.runId.isEmpty())
        takeRun(run);
}

void RunFollower::start()
{
    if (m_following || m_finished)
        return;
    m_following = true;
    m_interval = m_intervals.first;
    poll(true);
}

//! What was refused may be granted now; a timer would wait, or was stopped.
void RunFollower::takeUp()
{
    if (m_state != LoadState::Failed || m_waitingFor > 0 || !(m_following || m_gaveUp))
        return;
    m_following = true;
    m_interval = m_intervals.first;
    poll(false);
}

flows::FlowsClient &RunFollower::client() const
{
    return m_wanted ? m_client : m_client.background();
}

void RunFollower::stop()
{
    m_following = false;
    m_gaveUp = false;
    m_timer.stop();
    dropRequests();
    if (m_state == LoadState::Loading)
        setState(LoadState::Idle);
}

void RunFollower::pollNow()
{
    m_interval = m_intervals.first;
    if (m_following && m_waitingFor == 0)
        poll(true);
}

void RunFollower::retry()
{
    if (m_state != LoadState::Failed)
        return;
    if (m_following)
        pollNow();
    else
        start();
}

void RunFollower::poll(bool wanted)
{
    m_timer.stop();
    m_wanted = wanted;
    m_gaveUp = false;
    if (m_scope == nullptr)
        m_scope = new QObject(this);
    if (!m_polledAt.isValid())
        setState(LoadState::Loading);
    m_changed = false;
    m_readLogAgain = false;
    m_error.reset();
    m_waitingFor = m_definitionDone ? 2 : 3;
    askRun();
    askLog(m_lastMarker);
    if (!m_definitionDone)
        askDefinition();
}

void RunFollower::askRun()
{
    const quint64 generation = m_generation;
    core::settle(
        client().getRun(m_runId, std::nullopt, m_scope), m_scope,
        [this, generation](const flows::Run &run) {
            if (generation != m_generation)
                return;
            takeRun(run);
            if (generation == m_generation)
                answered();
        },
        [this, generation](const core::ApiError &error) {
            if (generation != m_generation)
                return;
            m_error = error; // what is wrong with the run itself says most
            answered();
        });
}

void RunFollower::askDefinition()
{
    const quint64 generation = m_generation;
    core::settle(
        client().getRunDefinition(m_runId, m_scope), m_scope,
        [this, generation](const flows::RunDefinition &definition) {
            if (generation != m_generation)
                return;
            m_definition = definition;
            m_definitionError.reset();
            m_definitionDone = true;
            Q_EMIT definitionChanged();
            if (generation == m_generation)
                answered();
        },
        [this, generation](const core::ApiError &error) {
            if (generation != m_generation)
                return;
            ++m_definitionTries;
            m_definitionDone = meansNoDefinition(error) || (m_run.isTerminal() && m_definitionTries >= definitionTries);
            if (!m_definitionError || m_definitionError->kind != error.kind) {
                m_definitionError = error;
                Q_EMIT definitionChanged();
            }
            if (generation == m_generation)
                answered();
        });
}

void RunFollower::askLog(const QString &marker)
{
    const quint64 generation = m_generation;
    core::settle(
        client().getRunLogs(m_runId, {logPageSize, false}, marker, m_scope), m_scope,
        [this, generation, marker](const flows::Page<flows::RunLogEntry> &page) {
            if (generation == m_generation)
                takeLog(marker, page);
        },
        [this, generation](const core::ApiError &error) {
            if (generation != m_generation)
                return;
            if (!m_error)
                m_error = error;
            answered();
        });
}

void RunFollower::takeRun(const flows::Run &run)
{
    if (run == m_run)
        return;
    const bool ended = run.isTerminal() && !m_run.isTerminal();
    m_run = run;
    m_changed = true;
    if (ended)
        m_readLogAgain = true;
    Q_EMIT runChanged();
}

void RunFollower::takeLog(const QString &marker, const flows::Page<flows::RunLogEntry> &page)
{
    const quint64 generation = m_generation;
    const qsizetype held = m_log.entries().size() - m_beforeLastPage;
    if (page.items.size() > held) {
        QList<flows::RunLogEntry> fresh = page.items.sliced(qMax<qsizetype>(0, held));
        if (fresh.size() < page.items.size()) { // or each poll's copy of the page would stay for what it brought
            for (flows::RunLogEntry &entry : fresh)
                entry.detach();
        }
        for (const flows::RunLogEntry &entry : fresh)
            m_trace.append(entry);
        m_log.append(fresh);
        m_changed = true;
        Q_EMIT traceChanged();
        if (generation != m_generation)
            return;
    }
    m_guard.asked(marker);
    if (m_guard.leadsBack(page)) {
        if (!m_error)
            m_error = flows::MarkerGuard::error();
    } else if (page.canContinue()) { // an empty page is not the end
        m_lastMarker = page.marker;
        m_beforeLastPage += page.items.size();
        askLog(page.marker);
        return;
    }
    answered();
}

void RunFollower::answered()
{
    if (--m_waitingFor > 0)
        return;
    if (m_error) {
        fail();
        return;
    }
    // Run and log are asked at the same time: the log may have been read before the run's last entry was written.
    if (m_run.isTerminal() && m_readLogAgain && m_trace.end() == RunTrace::End::NotEnded) {
        m_readLogAgain = false;
        m_waitingFor = 1;
        askLog(m_lastMarker);
        return;
    }
    const quint64 generation = m_generation;
    m_polledAt = QDateTime::currentDateTimeUtc();
    Q_EMIT polled();
    if (generation != m_generation || !m_following)
        return;
    if (m_run.isTerminal() && m_definitionDone) {
        finish();
        return;
    }
    setState(LoadState::Idle);
    if (m_changed && !m_run.isTerminal())
        m_interval = m_intervals.first;
    else
        m_interval = std::chrono::milliseconds(
            static_cast<qint64>(static_cast<double>(m_interval.count()) * m_intervals.growth) + 1);
    if (m_run.status != flows::RunStatus::Active || m_interval > m_intervals.longest)
        m_interval = m_intervals.longest;
    m_timer.start(m_interval);
}

void RunFollower::finish()
{
    m_following = false;
    m_finished = true;
    dropRequests();
    setState(LoadState::Complete);
    Q_EMIT finished();
}

void RunFollower::fail()
{
    const core::ApiError error = *std::exchange(m_error, {});
    const bool refused = error.kind == core::ApiError::Kind::Forbidden;
    const bool over = m_run.isTerminal() && error.kind == core::ApiError::Kind::BadResponse;
    if (m_run.runId.isEmpty() || over || waitsForSomebody(error)) {
        m_following = false; // there is nothing to keep up to date
        m_gaveUp = true;
    } else {
        m_timer.start(std::max<std::chrono::milliseconds>(refused ? m_intervals.refused : m_intervals.longest,
                                                          PollPause::askedBy(error)));
    }
    if (m_definitionError) { // what broke the poll may have broken this: it is asked for again
        m_definitionError.reset();
        m_definitionDone = false;
        m_definitionTries = 0;
    }
    setState(LoadState::Failed);
    Q_EMIT failed(error);
}

void RunFollower::dropRequests()
{
    ++m_generation; // answers that are on their way already are dropped by it
    m_waitingFor = 0;
    if (m_scope != nullptr) {
        m_scope->deleteLater(); // not at once: one of its handlers may be running
        m_scope.clear();
    }
}

void RunFollower::setState(LoadState state)
{
    if (m_state == state)
        return;
    m_state = state;
    Q_EMIT loadStateChanged(state);
}

} // namespace models
