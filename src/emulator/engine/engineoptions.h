#pragma once

#include "core/clock.h"

#include <QString>

#include <memory>

namespace emulator {

class FileWork;

//! Behaviour that no public source states. Each switch is one such choice; the defaults are the kinder ones where the
//! references leave a choice (flow-language.md 14, 15).
struct Leniency
{
    //! A Choice test of a variable that is not there is false. Off: States.Runtime, as in Amazon States Language.
    bool missingVariableIsFalse = true;
    //! `States.All` in a catcher means States.ALL.
    bool statesAllInAnySpelling = true;
    //! A catcher's payload has the provider's document as its Cause. Off: its JSON text, as in Amazon States Language.
    bool causeAsDocument = true;
    //! A Pass state with several of Result, Parameters and InputPath uses the first of these. Off: States.Runtime.
    bool passWithSeveralSources = true;
    //! A Wait for a moment in the past goes on at once. Off: States.Runtime.
    bool waitForThePast = true;
    //! States.Runtime can be caught. Off by default, as in Amazon States Language; so strict() leaves it off.
    bool runtimeErrorsCanBeCaught = false;

    //! Every leniency off: `--strict`.
    [[nodiscard]] static Leniency strict() { return {false, false, false, false, false, false}; }
};

//! What an engine is built from.
struct EngineOptions
{
    QString databasePath; //!< prepared by Database::prepare()
    double timeScale = 1; //!< waits and polls are divided by it; greater than zero
    Leniency leniency;
    std::shared_ptr<const core::Clock> clock; //!< null: the wall clock; called from the engine's thread
    std::shared_ptr<FileWork> files;          //!< null: there are no collections
};

} // namespace emulator
