#pragma once

#include "emulator/engine/exceptions.h"
#include "emulator/store/records.h"

#include <memory>
#include <optional>

namespace emulator {

class Database;

//! A run that is not done, as the engine holds it. `run.definition`, `run.inputSchema` and `run.body` are dropped once
//! they were read; the store keeps them.
struct ActiveRun
{
    RunRecord run;
    std::shared_ptr<const flowlang::Definition> definition;
    core::Json context;                 //!< `_context`
    std::optional<ActionRecord> action; //!< in phase Acting
    qint64 lastSeq = 0;

    //! \returns nothing if the run is not there or done. Throws StoreError.
    [[nodiscard]] static std::optional<ActiveRun> load(Database &database, const QString &runId);
};

//! The virtual `_context` of a run. Source: flow-language.md 6.
[[nodiscard]] core::Json contextOf(const RunRecord &run);

//! One step of a run: a copy that is changed, and what goes into the log with it. Nothing of it is visible before
//! commit().
class Step
{
public:
    explicit Step(const ActiveRun &before, const QDateTime &now);

    ActiveRun next;

    [[nodiscard]] const QDateTime &now() const { return m_now; }
    [[nodiscard]] flowlang::EvaluationScope scope() const { return {next.run.runState, next.context}; }

    void log(LogEntry entry);
    //! Logs, and repeats the entry in the run document.
    void announce(const LogEntry &entry);
    //! Keeps a new action, in phase Acting.
    void begin(const ActionRecord &action);
    //! Goes to a state.
    void enter(const QString &stateName);
    //! The state at hand was left normally: its entry, then the way on.
    void complete(const flowlang::State &state, LogEntry entry);
    //! Stores an output at a result path; checks the limits of the run state (flow-language.md 1.4).
    [[nodiscard]] std::optional<Raised> store(const QString &resultPath, core::Json value);
    //! The state at hand raised an exception: to its catcher, or the run fails.
    void raise(const flowlang::State &state, const Raised &raised, const Leniency &leniency);
    void succeed();
    void fail(const LogEntry &entry);
    void cancel();

    //! Writes all of it in one transaction. \returns false if the run is not there any more. Throws StoreError.
    [[nodiscard]] bool commit(Database &database);

private:
    void finish(const QString &status);
    void endAction();

    QDateTime m_now;
    QList<LogEntry> m_entries;
    bool m_newAction = false;
    std::optional<ActionRecord> m_endedAction;
};

} // namespace emulator
