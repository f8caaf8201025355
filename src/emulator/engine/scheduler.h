#pragma once

#include <QDateTime>
#include <QHash>
#include <QObject>
#include <QQueue>
#include <QSet>
#include <QTimer>

#include <functional>
#include <set>
#include <utility>

namespace emulator {

//! Says whose turn it is: one run a turn of the event loop, in the order in which they became ready, so that no run
//! starves another. A run is ready, or due at a moment, or neither.
class Scheduler final : public QObject
{
    Q_OBJECT

public:
    using Now = std::function<QDateTime()>;

    explicit Scheduler(Now now, QObject *parent = nullptr);
    Q_DISABLE_COPY_MOVE(Scheduler)

    //! Its turn comes as soon as those before it had theirs.
    void ready(const QString &runId);
    //! Its turn comes at this moment; replaces what was said before. An invalid moment: never.
    void at(const QString &runId, const QDateTime &moment);
    //! It has no turn any more.
    void forget(const QString &runId);
    //! Looks at the clock again, after it was moved.
    void wake();

Q_SIGNALS:
    void turn(const QString &runId);

private:
    void next();
    void arm();

    Now m_now;
    QTimer m_turns;
    QTimer m_alarm;
    QQueue<QString> m_ready;
    QSet<QString> m_isReady;
    QHash<QString, qint64> m_dueAt;
    std::set<std::pair<qint64, QString>> m_due;
};

} // namespace emulator
