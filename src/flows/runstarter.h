#pragma once

#include "core/apierror.h"
#include "core/clock.h"
#include "flows/flowsclient.h"
#include "flows/markerguard.h"
#include "flows/specificflowclient.h"

#include <QDateTime>
#include <QSet>

#include <chrono>

namespace flows {

//! Starts one run and finds out what happened when no answer says so.
//!
//!     start ── answered, refused, never sent ─────────────────────────▶ started / failed
//!       └── answer lost, not understood, or 500, 502, 504
//!              └ after 1, 3, 10 s: is there such a run? ─ yes ────────▶ started
//!                                  │ list failed at last ─────────────▶ failed (Ambiguous)
//!                                  └ never ───────────────────────────▶ notFound / failed (the 5xx)
//!
//! "Such a run": of that flow, started by this user, with the same label and tags, not before the moment of sending
//! less 5 s on the server's clock, and not known before. Exactly one of started, notFound and failed is emitted for a
//! start; after each but failed (Ambiguous) it is certain whether there is a run. Source: design.md 5.
class RunStarter final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RunStarter)

public:
    //! All but `parent` must outlive the starter. \param clock  null for the machine's
    RunStarter(FlowsClient &flows, SpecificFlowClient &flow, QObject *parent = nullptr,
               const core::Clock *clock = nullptr);

    //! How long to wait before each look at the list.
    void setDelays(const QList<std::chrono::milliseconds> &delays);
    [[nodiscard]] bool isBusy() const { return m_busy; }

    //! Does nothing while a start is under way.
    //! \param knownRunIds  runs of this flow that were there before
    void start(const RunRequest &request, const QSet<QString> &knownRunIds = {});

Q_SIGNALS:
    //! Nothing says whether the run was started; the list will be asked. At most once for a start.
    void reconciling();
    //! \param reconciled  found in the list, not answered
    void started(const flows::Run &run, bool reconciled);
    //! The answer was lost or could not be understood, and there is no such run.
    void notFound();
    //! The start was refused, could not be sent, or broke down in the service: no run. Ambiguous: nobody can say.
    void failed(const core::ApiError &error);

private:
    void noteSending(const QByteArray &method, const QString &path, int status, std::chrono::milliseconds took);
    void onStartFailed(const core::ApiError &error);
    void waitAndLook();
    void look(const QString &marker);
    void onPage(const Page<Run> &page);
    void onLookFailed();
    [[nodiscard]] bool fits(const Run &run, const QDateTime &earliest) const;
    void finish();

    core::SystemClock m_systemClock;
    const core::Clock &m_clock;
    FlowsClient &m_flows;
    SpecificFlowClient &m_flow;
    QList<std::chrono::milliseconds> m_delays;
    RunRequest m_request;
    QSet<QString> m_known;
    MarkerGuard m_guard;
    QDateTime m_sentAt; // this machine's clock, UTC
    QMetaObject::Connection m_watchedSending;
    core::ApiError m_lost{core::ApiError::Kind::Ambiguous};
    qsizetype m_attempt = 0;
    bool m_busy = false;
};

} // namespace flows
