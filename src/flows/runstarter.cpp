#include "flows/runstarter.h"

#include "core/settle.h"

#include <QTimer>

namespace flows {

namespace {

//! How much earlier than the sending a run may seem to have started. Source: design.md 5.
constexpr qint64 toleranceMs = 5'000;
constexpr int pageSize = 50;

} // namespace

RunStarter::RunStarter(FlowsClient &flows, SpecificFlowClient &flow, QObject *parent)
    : QObject(parent)
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
    m_sentAt = QDateTime::currentDateTimeUtc();
    core::settle(
        m_flow.runFlow(request, this), this,
        [this](const Run &run) {
            finish();
            Q_EMIT started(run, false);
        },
        [this](const core::ApiError &error) { onStartFailed(error); });
}

void RunStarter::onStartFailed(const core::ApiError &error)
{
    if (error.kind != core::ApiError::Kind::Ambiguous || m_delays.isEmpty()) {
        finish();
        Q_EMIT failed(error);
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
    m_markers.clear();
    QTimer::singleShot(delay, this, [this] { look({}); });
}

void RunStarter::look(const QString &marker)
{
    m_markers.insert(marker);
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
    const QDateTime now = QDateTime::currentDateTimeUtc();
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
                                page.canContinue() && !m_markers.contains(page.marker);
    if (mayBeOnTheNext) {
        look(page.marker);
    } else if (m_attempt < m_delays.size()) {
        waitAndLook();
    } else {
        finish();
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
    Q_EMIT failed(m_lost); // nobody can say whether the run exists
}

bool RunStarter::fits(const Run &run, const QDateTime &earliest) const
{
    return run.flowId == m_flow.flowId() && !m_known.contains(run.runId) && run.startTime.isValid() &&
           run.startTime >= earliest && run.label == m_request.label &&
           normalisedTags(run.tags) == normalisedTags(m_request.tags);
}

void RunStarter::finish()
{
    m_busy = false;
}

} // namespace flows
