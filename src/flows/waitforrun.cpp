#include "flows/waitforrun.h"

#include "core/settle.h"
#include "flows/flowsclient.h"

#include <QPointer>
#include <QPromise>
#include <QTimer>

#include <algorithm>

namespace flows {

namespace {

//! One waiting. Owned by its scope; an unkept promise ends in Cancelled.
class Waiting final : public QObject
{
public:
    Waiting(FlowsClient &client, QString runId, const WaitForRun &how, QObject *parent)
        : QObject(parent)
        , m_client(&client)
        , m_runId(std::move(runId))
        , m_how(how)
        , m_pause(how.firstPause)
    {
        connect(&client, &QObject::destroyed, this, [this] { delete this; });
        m_promise.start();
    }

    [[nodiscard]] QFuture<Run> future() const { return m_promise.future(); }

    void ask()
    {
        core::settle(
            m_client->getRun(m_runId, std::nullopt, this), this, [this](const Run &run) { onRun(run); },
            [this](const core::ApiError &error) {
                m_promise.setException(error);
                finish();
            });
    }

private:
    [[nodiscard]] bool isOver(const Run &run) const
    {
        const bool stuck = run.status == RunStatus::Inactive || run.waitsForAnswer;
        return run.isTerminal() || (m_how.untilSomebodyMustAct && stuck);
    }

    void onRun(const Run &run)
    {
        if (isOver(run)) {
            m_promise.addResult(run);
            finish();
            return;
        }
        QTimer::singleShot(m_pause, this, [this] { ask(); });
        m_pause = std::min(m_pause * 3 / 2, std::max(m_how.longestPause, m_how.firstPause));
    }

    void finish()
    {
        m_promise.finish();
        deleteLater();
    }

    QPointer<FlowsClient> m_client;
    QString m_runId;
    WaitForRun m_how;
    std::chrono::milliseconds m_pause;
    QPromise<Run> m_promise;
};

} // namespace

QFuture<Run> waitForRun(FlowsClient &client, const QString &runId, QObject *scope, const WaitForRun &how)
{
    auto *waiting = new Waiting(client, runId, how, scope);
    QFuture<Run> future = waiting->future();
    waiting->ask();
    return future;
}

} // namespace flows
