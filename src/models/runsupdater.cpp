#include "models/runsupdater.h"

#include "core/settle.h"
#include "flows/flowsclient.h"
#include "models/runsmodel.h"

#include <algorithm>

namespace models {

RunsUpdater::RunsUpdater(flows::FlowsClient &client, RunsModel &model, QObject *parent)
    : QObject(parent)
    , m_client(client)
    , m_model(model)
{
    connect(&client.http(), &net::HttpClient::obtained, this, [this] { m_pause.succeeded(); });
}

void RunsUpdater::update(int first, int last)
{
    if (m_pending > 0 || !m_pause.isOver())
        return;
    QStringList unfinished;
    for (int row = std::max(first, m_model.freshRows()); row <= std::min(last, m_model.rowCount() - 1); ++row) {
        const flows::Run run = m_model.run(row);
        if (!run.isTerminal())
            unfinished.append(run.runId);
    }
    const qsizetype count = std::min<qsizetype>(atOnce, unfinished.size());
    for (qsizetype i = 0; i < count; ++i)
        ask(unfinished[m_next++ % unfinished.size()]);
}

void RunsUpdater::ask(const QString &runId)
{
    ++m_pending;
    core::settle(
        m_client.background().getRun(runId, std::nullopt, this), this,
        [this](const flows::Run &run) {
            --m_pending;
            m_model.update(run);
        },
        [this](const core::ApiError &error) {
            --m_pending;
            if (error.kind != core::ApiError::Kind::NotFound) // gone: the others are still there
                m_pause.failed(error);
        });
}

} // namespace models
