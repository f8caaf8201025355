#include "models/runsummary.h"

#include "core/settle.h"
#include "flows/flowsclient.h"

#include <array>

using namespace Qt::StringLiterals;

namespace models {

namespace {

constexpr std::array statuses{"ACTIVE", "INACTIVE", "FAILED", "SUCCEEDED"};
constexpr int pageSize = 50; //!< the most that the service gives; flows-service.md R1

} // namespace

RunSummary::RunSummary(flows::FlowsClient &client, QObject *parent)
    : QObject(parent)
    , m_client(client)
{
    connect(&m_timer, &QTimer::timeout, this, &RunSummary::refresh);
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
    for (const char *status : statuses)
        ask(QString::fromLatin1(status));
}

void RunSummary::ask(const QString &status)
{
    flows::ListRunsQuery query;
    query.statuses = {status};
    query.orderBy = {u"start_time DESC"_s};
    query.perPage = pageSize;
    ++m_pending;
    core::settle(
        m_client.listRuns(query, {}, this), this,
        [this, status](const flows::Page<flows::Run> &page) {
            --m_pending;
            noteRuns(page.items);
            m_counts[status] = {page.items.size(), page.hasNextPage};
            Q_EMIT changed();
        },
        [this](const core::ApiError &) { --m_pending; }); // the page at hand says what is wrong
}

void RunSummary::noteRuns(const QList<flows::Run> &runs)
{
    for (const flows::Run &run : runs) {
        const auto known = m_lastRuns.constFind(run.flowId);
        if (known != m_lastRuns.constEnd() && known->runId != run.runId && known->startTime > run.startTime)
            continue;
        flows::Run kept = run;
        kept.detach(); // or the whole page would stay for it
        m_lastRuns.insert(run.flowId, kept);
    }
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
    const auto it = m_lastRuns.constFind(flowId);
    return it == m_lastRuns.constEnd() ? nullptr : &*it;
}

} // namespace models
