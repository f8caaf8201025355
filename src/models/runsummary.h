#pragma once

#include "core/apierror.h"
#include "flows/pager.h"
#include "flows/run.h"
#include "models/pollpause.h"

#include <QDateTime>
#include <QHash>
#include <QObject>
#include <QTimer>

#include <chrono>

namespace flows {
class FlowsClient;
}

namespace models {

//! How many runs there are in each status, and the last run of each flow, from the newest page of each status. The
//! service gives no totals: beyond one page a count reads `50+`, and what is older than the pages is not known.
class RunSummary final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RunSummary)

public:
    //! \param client  must outlive this
    explicit RunSummary(flows::FlowsClient &client, QObject *parent = nullptr);

    //! Asks now, and from then on again and again. A failure changes nothing: a later turn tries again. Nobody is asked
    //! for a consent because of it; once somebody has given one it asks at once.
    void start(std::chrono::milliseconds interval = std::chrono::seconds(10));
    void refresh();

    //! `3`, `50+`; empty while unknown or none. \param status  as the service writes it
    [[nodiscard]] QString countText(const QString &status) const;
    //! The run of that flow that started last; null if there is none, or if it is not known which one that is.
    [[nodiscard]] const flows::Run *lastRun(const QString &flowId) const;
    //! True if it is known that there is no run of that flow, among those that one may see.
    [[nodiscard]] bool neverRan(const QString &flowId) const;

Q_SIGNALS:
    void changed();

private:
    struct Count
    {
        qsizetype seen = 0;
        bool more = false;
    };

    //! What one turn through all statuses has read.
    struct Reading
    {
        QHash<QString, flows::Run> newest; //!< by flow id
        QDateTime since;                   //!< every run that started since then was read; invalid: all runs were
        qsizetype answers = 0;

        void add(const flows::Page<flows::Run> &page);
    };

    void ask(const QString &status);
    void answered();

    flows::FlowsClient &m_client;
    QTimer m_timer;
    PollPause m_pause;
    QHash<QString, Count> m_counts; //!< by status
    Reading m_reading;              //!< under way
    Reading m_known;                //!< the last one with an answer for every status: a run may change its status
    int m_pending = 0;
};

} // namespace models
