#pragma once

#include "flows/runlog.h"

#include <QDateTime>
#include <QHash>
#include <QList>
#include <QObject>
#include <QString>

#include <optional>

namespace models {

//! What a run did, read from its log: which states were visited, how each visit went, which ways were taken. A pure
//! value, brought forward entry by entry, oldest first; codes that are not known change nothing. Feeding it the first n
//! entries shows the run as it was then.
//! Source of the codes: flow-language.md 11.2, 11.3.
class RunTrace
{
    Q_GADGET

public:
    enum class VisitStatus {
        Running,   //!< entered and not left
        Waiting,   //!< running a Wait state
        NeedsYou,  //!< the run is inactive here, or waits for a person's answer
        Succeeded, //!< `<Type>Completed`
        Failed,    //!< `<Type>Failed`, or the run failed here
        Cancelled, //!< the run was cancelled here
        Left       //!< another state began, and nothing says how this one ended
    };
    Q_ENUM(VisitStatus)
    enum class End { NotEnded, Succeeded, Failed, Cancelled };
    Q_ENUM(End)

    //! One stay in a state.
    struct Visit
    {
        QString stateName;
        QString stateType;
        int number = 1; //!< the how many-th visit of this state
        VisitStatus status = VisitStatus::Running;
        QDateTime started; //!< invalid if the log says only how it ended
        QDateTime ended;   //!< invalid while open
        flows::RawJson input;
        flows::RawJson output; //!< the run state after the visit
        QString exception;
        QString cause;
        bool caught = false;       //!< failed, and another state went on from it
        qsizetype firstEntry = -1; //!< position in the log
        qsizetype lastEntry = -1;
        int polls = 0;

        [[nodiscard]] bool isOpen() const { return !ended.isValid() && status <= VisitStatus::NeedsYou; }
        bool operator==(const Visit &) const = default;
    };

    //! All visits of one state together.
    struct State
    {
        QString name;
        QString type;
        int visits = 0;
        VisitStatus status = VisitStatus::Running; //!< of the last visit
        qint64 closedMs = 0;                       //!< of the visits that ended
        qsizetype lastVisit = -1;                  //!< index into visits()

        bool operator==(const State &) const = default;
    };

    struct Transition
    {
        QString from;
        QString to;
        int count = 0;

        bool operator==(const Transition &) const = default;
    };

    void append(const flows::RunLogEntry &entry);
    //! The trace of the first `count` entries.
    [[nodiscard]] static RunTrace of(const QList<flows::RunLogEntry> &entries, qsizetype count);

    //! How many entries were read.
    [[nodiscard]] qsizetype entryCount() const { return m_entries; }
    //! In the order of their beginning.
    [[nodiscard]] const QList<Visit> &visits() const { return m_visits; }
    //! In the order of their first visit.
    [[nodiscard]] const QList<State> &states() const { return m_states; }
    //! \returns nothing for a state that was not reached.
    [[nodiscard]] std::optional<State> state(const QString &name) const;
    //! Indices into visits(), oldest first.
    [[nodiscard]] QList<qsizetype> visitsOf(const QString &name) const;
    //! Time spent in all visits of a state, an open one counted until `now`; 0 for a state that was not reached.
    [[nodiscard]] qint64 millisecondsIn(const QString &name, const QDateTime &now) const;
    //! In the order in which they were first taken.
    [[nodiscard]] const QList<Transition> &transitions() const { return m_transitions; }
    //! How often the way from one state to another was taken.
    [[nodiscard]] int transitionCount(const QString &from, const QString &to) const;
    //! The state that is open; empty before the first, between two, and after the end.
    [[nodiscard]] QString currentState() const;

    [[nodiscard]] End end() const { return m_end; }
    [[nodiscard]] QDateTime startTime() const { return m_start; }
    [[nodiscard]] QDateTime endTime() const { return m_endTime; }
    [[nodiscard]] const flows::RawJson &input() const { return m_input; }
    [[nodiscard]] const flows::RawJson &output() const { return m_output; }
    //! Why the run failed, as FlowFailed or else the state that failed last says; empty if it did not.
    [[nodiscard]] QString exception() const { return m_exception; }
    [[nodiscard]] QString cause() const { return m_cause; }
    //! The state at which the run failed or was cancelled, or empty.
    [[nodiscard]] QString failingState() const { return m_failingState; }

    bool operator==(const RunTrace &) const = default;

private:
    //! From the last visit to the state that the entry is about.
    void goOn(const flows::RunLogEntry &entry);
    void enter(const flows::RunLogEntry &entry);
    void leave(const flows::RunLogEntry &entry, VisitStatus status);
    void endRun(const flows::RunLogEntry &entry, End end);
    void suspend(const flows::RunLogEntry &entry, VisitStatus status);
    void close(Visit &visit, const flows::RunLogEntry &entry, VisitStatus status);
    [[nodiscard]] qsizetype openVisitOf(const QString &name) const;
    qsizetype addVisit(const flows::RunLogEntry &entry);
    void takeTransition(const QString &from, const QString &to);

    QList<Visit> m_visits;
    QList<State> m_states;
    QHash<QString, qsizetype> m_stateIndex;
    QList<Transition> m_transitions;
    QHash<QString, QHash<QString, qsizetype>> m_transitionIndex;
    qsizetype m_open = -1; //!< the visit that is open
    qsizetype m_entries = 0;
    End m_end = End::NotEnded;
    QDateTime m_start;
    QDateTime m_endTime;
    flows::RawJson m_input;
    flows::RawJson m_output;
    QString m_exception;
    QString m_cause;
    QString m_failingState;
};

} // namespace models
