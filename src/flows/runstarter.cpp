#include "flows/runstarter.h"

#include "core/settle.h"
#include "flows/outcome.h"

#include <QTimer>

namespace flows {

namespace {

//! How much earlier than the sending a run may seem to have started. Source: design.md 5.
constexpr qint64 toleranceMs = 5'000;
constexpr int pageSize = 50;

//! The error of a start of which nobody can say whether it happened.
core::ApiError undecided(core::ApiError error)
{
    error.kind = core::ApiError::Kind::Ambiguous;
    return error;
}

} // namespace

RunStarter::RunStarter(FlowsClient &flows, SpecificFlowClient &flow, QObject *parent, const core::Clock *clock)
    : QObject(parent)
    , m_clock(clock != nullptr ? *clock : m_systemClock)
    , m_flows(flows)
    , m_flow(flow)
    , m_delays{std::chrono::seconds(1), std::chrono::seconds(3), std::chrono::seconds(10)}
{
}

void RunStarter::setDelays(const QList<std::chrono::milliseconds> &delays)
{
    m_delays = delays;
}

void RunStarter::start(const RunRequest &request, const QSet<QString> &knownRunIds)
{
    if (m_busy)
        return;
    m_busy = true;
    m_request = request;
    m_known = knownRunIds;
    m_attempt = 0;
    m_sentAt = m_clock.now();
    m_watchedSending = connect(&m_flows.http(), &net::HttpClient::attempted, this, &RunStarter::noteSending);
    core::settle(
        m_flow.runFlow(request, this), this,
        [this](const Run &run) {
            finish();
            Q_EMIT started(run, false);
        },
        [this](const core::ApiError &error) { onStartFailed(error); });
}

//! Between start() and the sending a person may have signed in.
void RunStarter::noteSending(const QByteArray &method, const QString &path, int, std::chrono::milliseconds took)
{
    if (method == "POST" && path.endsWith(QLatin1String("/flows/") + m_flow.flowId() + QLatin1String("/run")))
        m_sentAt = m_clock.now().addMSecs(-took.count());
}

void RunStarter::onStartFailed(const core::ApiError &error)
{
    disconnect(m_watchedSending);
    if (!mayHaveHappened(error) || m_delays.isEmpty()) {
        finish();
        Q_EMIT failed(mayHaveHappened(error) ? undecided(error) : error);
        return;
    }
    m_lost = error;
    Q_EMIT reconciling();
    waitAndLook();
}

void RunStarter::waitAndLook()
{
    const std::chrono::milliseconds delay = m_delays.at(m_attempt);
    ++m_attempt;
    m_guard.clear();
    QTimer::singleShot(delay, this, [this] { look({}); });
}

void RunStarter::look(const QString &marker)
{
    m_guard.asked(marker);
    ListRunsQuery query;
    query.roles = {QStringLiteral("run_owner")};
    query.flowIds = {m_flow.flowId()};
    query.orderBy = {QStringLiteral("start_time DESC")};
    query.perPage = pageSize;
    core::settle(
        m_flows.listRuns(query, marker, this), this, [this](const Page<Run> &page) { onPage(page); },
        [this](const core::ApiError &) { onLookFailed(); });
}

void RunStarter::onPage(const Page<Run> &page)
{
    const QDateTime now = m_clock.now();
    const qint64 offset = page.serverTime.isValid() ? now.msecsTo(page.serverTime) : 0;
    const QDateTime earliest = m_sentAt.addMSecs(offset - toleranceMs);
    // Newest first: the last that fits is the one nearest to the sending.
    const Run *found = nullptr;
    for (const Run &run : page.items) {
        if (fits(run, earliest))
            found = &run;
    }
    if (found != nullptr) {
        const Run run = *found;
        finish();
        Q_EMIT started(run, true);
        return;
    }
    const bool mayBeOnTheNext = !page.items.isEmpty() && page.items.last().startTime >= earliest &&
                                page.canContinue() && !m_guard.leadsBack(page);
    if (mayBeOnTheNext) {
        look(page.marker);
    } else if (m_attempt < m_delays.size()) {
        waitAndLook();
    } else {
        finish();
        if (m_lost.kind == core::ApiError::Kind::Server) // it did answer, and now that is all there is to it
            Q_EMIT failed(m_lost);
        else
            Q_EMIT notFound();
    }
}

void RunStarter::onLookFailed()
{
    if (m_attempt < m_delays.size()) {
        waitAndLook();
        return;
    }
    finish();
    Q_EMIT failed(undecided(m_lost));
}

bool RunStarter::fits(const Run &run, const QDateTime &earliest) const
{
    return run.flowId == m_flow.flowId() && !m_known.contains(run.runId) && run.startTime.isValid() &&
           run.startTime >= earliest && run.label == m_request.label &&
           normalisedTags(run.tags) == normalisedTags(m_request.tags);
}

void RunStarter::finish()
{
    disconnect(m_watchedSending);
    m_busy = false;
}

} // namespace flows
