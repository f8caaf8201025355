#pragma once

#include "emulator/engine/activerun.h"

#include <functional>

namespace emulator {

//! Performs the steps that need no action provider: it starts runs, enters states and ends waits.
//! Source: flow-language.md 2, in the order of 2.9.
class Interpreter
{
public:
    //! Times between states, and what an Action needs to begin.
    struct Environment
    {
        double timeScale = 1;
        Leniency leniency;
        qint64 clockOffset = 0; //!< milliseconds by which the clock of waits was moved ahead
        //! Whom an Action's credentials stand for: a URN, or why there are none.
        std::function<std::variant<QString, Raised>(const RunRecord &, const QString &runAs)> credentials;
        //! True if the provider at this URL works in real time: then WaitTime is not divided.
        std::function<bool(const QString &url)> worksInRealTime;
    };

    explicit Interpreter(Environment environment);

    [[nodiscard]] Environment &environment() { return m_environment; }

    //! When an Action of this state that begins to work now must be over: its WaitTime, which the time scale divides
    //! unless the provider works in real time.
    [[nodiscard]] QDateTime deadline(const flowlang::State &state, const QDateTime &begin) const;

    //! Performs the next step in phase Starting, Entering or Waiting. A wait that is not over changes nothing.
    //! \returns false if there was nothing to do.
    bool perform(Step &step) const;

private:
    void start(Step &step) const;
    void enter(Step &step) const;
    void pass(Step &step, const flowlang::State &state) const;
    void evaluate(Step &step, const flowlang::State &state) const;
    void choose(Step &step, const flowlang::State &state) const;
    void wait(Step &step, const flowlang::State &state) const;
    void endWait(Step &step, const flowlang::State &state) const;
    void fail(Step &step, const flowlang::State &state) const;
    void refuseWebInput(Step &step, const flowlang::State &state) const;
    void act(Step &step, const flowlang::State &state) const;
    void raise(Step &step, const flowlang::State &state, const Raised &raised) const;
    void finishWith(Step &step, const flowlang::State &state, core::Json output) const;

    Environment m_environment;
};

//! The value of a field of a state: its own text or, for `<field>Path`, what the path finds. Null if neither is there.
using FieldValue = std::variant<core::Json, Raised>;
[[nodiscard]] FieldValue fieldValue(const flowlang::State &state, const char *field,
                                    const flowlang::EvaluationScope &scope);

//! How long a Wait that begins now takes, in milliseconds, not yet scaled. \param now  the clock of waits
[[nodiscard]] std::variant<qint64, Raised> waitMilliseconds(const flowlang::State &state,
                                                            const flowlang::EvaluationScope &scope,
                                                            const QDateTime &now, const Leniency &leniency);

//! An input as it was written and as it came out: `Parameters` evaluated, or what `InputPath` found, else the run
//! state.
struct StateInput
{
    core::Json value;
    core::Json shown; //!< without secrets
};
//! Fails if it is larger or deeper than a run state may be: it goes into the log and to the provider.
[[nodiscard]] std::variant<StateInput, Raised> stateInput(const flowlang::State &state,
                                                          const flowlang::EvaluationScope &scope);

} // namespace emulator
