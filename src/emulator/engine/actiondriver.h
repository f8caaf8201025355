#pragma once

#include "emulator/engine/activerun.h"
#include "emulator/providers/provider.h"

namespace emulator {

class ProviderRegistry;

//! Performs the steps of a run in phase Acting: what the provider answered becomes log entries, the run document and
//! the run state. Source: flow-language.md 9.5, 9.6.
class ActionDriver
{
public:
    ActionDriver(const ProviderRegistry &providers, double timeScale, Leniency leniency);

    //! What the provider is asked with; also after a restart.
    [[nodiscard]] static ActionRequest request(const ActiveRun &active);
    //! Asks the provider to begin, or to take up again. An unknown provider refuses.
    [[nodiscard]] ActionOutcome start(const ActiveRun &active, ActionHost &host) const;
    [[nodiscard]] ActionOutcome poll(const ActiveRun &active, ActionHost &host) const;
    //! Tells the provider to give the action up.
    void cancel(const ActiveRun &active) const;

    //! Takes the provider's answer over. \param polled  it answers a poll, which is logged
    void apply(Step &step, const ActionOutcome &outcome, bool polled) const;
    //! WaitTime is over.
    void timeOut(Step &step) const;
    //! Someone resumed the run.
    void resume(Step &step) const;

    //! When the action needs the engine next.
    [[nodiscard]] static QDateTime due(const ActionRecord &action);

private:
    void keepRunning(Step &step, const core::Json &document) const;
    void keepInactive(Step &step, const core::Json &document) const;
    void finish(Step &step, const flowlang::State &state, core::Json document, bool failed) const;

    const ProviderRegistry &m_providers;
    double m_timeScale;
    Leniency m_leniency;
};

} // namespace emulator
