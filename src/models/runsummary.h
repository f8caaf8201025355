#pragma once

#include "core/apierror.h"
#include "flows/run.h"

#include <QHash>
#include <QObject>
#include <QTimer>

#include <chrono>

namespace flows {
class FlowsClient;
}

namespace models {

//! How many runs there are in each status, and the newest run of each flow, from the newest page of each status. The
//! service gives no totals: beyond one page a count reads `50+`.
class RunSummary final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RunSummary)

public:
    //! \param client  must outlive this
    explicit RunSummary(flows::FlowsClient &client, QObject *parent = nullptr);

    //! Asks now, and from then on again and again. A failure changes nothing: the next turn tries again.
    void start(std::chrono::milliseconds interval = std::chrono::seconds(10));
    void refresh();

    //! `3`, `50+`; empty while unknown or none. \param status  as the service writes it
    [[nodiscard]] QString countText(const QString &status) const;
    //! The run of that flow that started last among those that were read; null if there is none.
    [[nodiscard]] const flows::Run *lastRun(const QString &flowId) const;

Q_SIGNALS:
    void changed();

private:
    struct Count
    {
        qsizetype seen = 0;
        bool more = false;
    };

    void ask(const QString &status);
    void noteRuns(const QList<flows::Run> &runs);

    flows::FlowsClient &m_client;
    QTimer m_timer;
    QHash<QString, Count> m_counts;        //!< by status
    QHash<QString, flows::Run> m_lastRuns; //!< by flow id
    int m_pending = 0;
};

} // namespace models
