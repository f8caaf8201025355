#include "models/runsummary.h"

#include "core/settle.h"
#include "flows/flowsclient.h"
#include "models/status.h"

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace models {

namespace {

//! Every status that a run can have: or it could not be said that a flow never ran.
const QStringList &everyStatus()
{
    static const QStringList statuses = listedStatuses() + QStringList{u"ENDED"_s};
    return statuses;
}

constexpr int pageSize = 50; //!< the most that the service gives; flows-service.md R1

} // namespace

RunSummary::RunSummary(flows::FlowsClient &client, QObject *parent)
    : QObject(parent)
    , m_client(client)
{
    connect(&m_timer, &QTimer::timeout, this, [this] {
        if (m_pause.isOver())
            refresh();
    });
    connect(&client.http(), &net::HttpClient::obtained, this, [this] {
        m_pause.succeeded();
        if (m_timer.isActive())
            refresh();
    });
}

void RunSummary::start(std::chrono::milliseconds interval)
{
    m_timer.start(interval);
    refresh();
}

void RunSummary::refresh()
{
    if (m_pending > 0)
        return;
    m_reading = {};
    for (const QString &status : everyStatus())
        ask(status);
}

void RunSummary::ask(const QString &status)
{
    flows::ListRunsQuery query;
    query.statuses = {status};
    query.orderBy = {u"start_time DESC"_s};
    query.perPage = pageSize;
    ++m_pending;
    core::settle(
        m_client.background().listRuns(query, {}, this), this,
        [this, status](const flows::Page<flows::Run> &page) {
            m_reading.add(page);
            m_counts[status] = {page.items.size(), page.hasNextPage};
            answered();
            Q_EMIT changed();
        },
        [this](const core::ApiError &error) { // the page at hand says what is wrong
            m_pause.failed(error);
            answered();
        });
}

void RunSummary::answered()
{
    --m_pending;
    if (m_pending == 0 && m_reading.answers == everyStatus().size())
        m_known = std::exchange(m_reading, {});
}

void RunSummary::Reading::add(const flows::Page<flows::Run> &page)
{
    ++answers;
    QDateTime oldest;
    for (const flows::Run &run : page.items) {
        if (!run.startTime.isValid())
            continue;
        oldest = oldest.isValid() ? std::min(oldest, run.startTime) : run.startTime;
        const auto known = newest.constFind(run.flowId);
        if (known != newest.constEnd() && known->startTime > run.startTime)
            continue;
        flows::Run kept = run;
        kept.detach(); // or the whole page would stay for it
        newest.insert(run.flowId, kept);
    }
    if (!page.hasNextPage)
        return;
    if (!oldest.isValid())
        oldest = QDateTime::currentDateTimeUtc();
    since = since.isValid() ? std::max(since, oldest) : oldest;
}

QString RunSummary::countText(const QString &status) const
{
    const Count count = m_counts.value(status);
    if (count.seen == 0)
        return {};
    return count.more ? QString(QString::number(count.seen) + u'+') : QString::number(count.seen);
}

const flows::Run *RunSummary::lastRun(const QString &flowId) const
{
    const auto it = m_known.newest.constFind(flowId);
    const bool sure = it != m_known.newest.constEnd() && (!m_known.since.isValid() || it->startTime >= m_known.since);
    return sure ? &*it : nullptr;
}

bool RunSummary::neverRan(const QString &flowId) const
{
    return m_known.answers > 0 && !m_known.since.isValid() && !m_known.newest.contains(flowId);
}

} // namespace models
