#pragma once

#include "flows/flowsclient.h"
#include "flows/markerguard.h"
#include "models/enums.h"
#include "models/runlogmodel.h"
#include "models/runtrace.h"

#include <QDateTime>
#include <QPointer>
#include <QTimer>

#include <chrono>
#include <optional>

namespace models {

//! Follows one run live: its document, its definition, its log, and what they mean.
//!
//!     start ─▶ run ┐                         ┌ terminal, and the log read to its end ▶ finished
//!              log ┴─ both answered ─▶ again ┤
//!       definition (once)                    └ else after 1 s, slower while nothing happens, up to 5 s
//!
//! A failure keeps what is there, and does not keep the others of its poll from being heard. Once the run is known it
//! is asked for again after the longest interval, after a pause if it is refused, or later if the service says so.
//! Before, and when it is gone or nobody is signed in, retry() or start() is waited for. Nothing is emitted when
//! nothing changed.
//!
//! Only polls that somebody wants (start, pollNow, retry) may lead to a person who is asked for a consent; those of the
//! timer fail without it. Whenever somebody has consented to something, what had failed is tried again.
class RunFollower final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RunFollower)

public:
    struct Intervals
    {
        std::chrono::milliseconds first{1'000};
        std::chrono::milliseconds longest{5'000};  //!< also while the run is inactive
        double growth = 1.25;                      //!< after a poll that brought nothing new
        std::chrono::milliseconds refused{60'000}; //!< after a 403: a consent or a policy may change that, but not soon
    };

    //! \param client  must outlive the follower
    RunFollower(flows::FlowsClient &client, const QString &runId, QObject *parent = nullptr);
    ~RunFollower() override;

    void setIntervals(const Intervals &intervals) { m_intervals = intervals; }
    //! What is known already, to show before the first answer.
    void setKnownRun(const flows::Run &run);

    //! Begins to follow; does nothing while it follows.
    void start();
    //! Stops asking; what is there stays. start() goes on from there.
    void stop();
    //! Asks at once, and often again: something is about to happen.
    void pollNow();
    //! Asks again at once after a failure; goes on following if the failure ended that.
    void retry();

    [[nodiscard]] QString runId() const { return m_runId; }
    //! Empty (no runId) until the first answer.
    [[nodiscard]] const flows::Run &run() const { return m_run; }
    //! Nothing until it is read, or for good if one may not see it.
    [[nodiscard]] const std::optional<flows::RunDefinition> &definition() const { return m_definition; }
    //! Why there is no definition: one may not see it (Forbidden, NotFound), it is not to be read (BadResponse), or it
    //! did not come and is asked for again with each poll, of a run that is over a few times.
    [[nodiscard]] const std::optional<core::ApiError> &definitionError() const { return m_definitionError; }
    [[nodiscard]] RunLogModel *logModel() { return &m_log; }
    [[nodiscard]] const RunTrace &trace() const { return m_trace; }
    //! When the last poll was answered, UTC; invalid before.
    [[nodiscard]] QDateTime polledAt() const { return m_polledAt; }
    //! Loading until the first answer; Failed from a failure to the next poll that is answered; Complete when finished.
    [[nodiscard]] LoadState loadState() const { return m_state; }
    [[nodiscard]] bool isFinished() const { return m_finished; }

Q_SIGNALS:
    void runChanged();
    //! There is a definition(), or a definitionError().
    void definitionChanged();
    //! The log has new entries; logModel() has them already.
    void traceChanged();
    //! Every poll that was answered.
    void polled();
    void loadStateChanged(models::LoadState state);
    //! The run is over and its log read to the end. Once.
    void finished();
    //! Every poll that failed.
    void failed(const core::ApiError &error);

private:
    void poll(bool wanted);
    void takeUp();
    [[nodiscard]] flows::FlowsClient &client() const;
    void askRun();
    void askDefinition();
    void askLog(const QString &marker);
    void takeRun(const flows::Run &run);
    void takeLog(const QString &marker, const flows::Page<flows::RunLogEntry> &page);
    void answered();
    void finish();
    void fail();
    void dropRequests();
    void setState(LoadState state);

    flows::FlowsClient &m_client;
    QString m_runId;
    Intervals m_intervals;
    flows::Run m_run;
    std::optional<flows::RunDefinition> m_definition;
    std::optional<core::ApiError> m_definitionError;
    RunLogModel m_log;
    RunTrace m_trace;
    QDateTime m_polledAt;
    LoadState m_state = LoadState::Idle;
    QTimer m_timer;
    QPointer<QObject> m_scope;             //!< of the requests under way; another one after each stop
    std::optional<core::ApiError> m_error; //!< of the poll under way
    quint64 m_generation = 0;
    std::chrono::milliseconds m_interval{0};
    QString m_lastMarker;           //!< of the log's last page
    flows::MarkerGuard m_guard;     //!< of the log's pages so far
    qsizetype m_beforeLastPage = 0; //!< so many entries are on the pages before
    int m_waitingFor = 0;
    bool m_following = false;
    bool m_gaveUp = false;     //!< a failure ended the following
    bool m_wanted = true;      //!< the poll under way is no timer's
    int m_definitionTries = 0; //!< that failed
    bool m_definitionDone = false;
    bool m_changed = false;      //!< by the poll under way
    bool m_readLogAgain = false; //!< the run ended while its log was read
    bool m_finished = false;
};

} // namespace models
