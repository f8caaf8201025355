#pragma once

#include "emulator/engine/actiondriver.h"
#include "emulator/engine/engine.h"
#include "emulator/engine/interpreter.h"
#include "emulator/engine/scheduler.h"
#include "emulator/providers/providerregistry.h"
#include "emulator/providers/taskpool.h"
#include "emulator/store/database.h"

#include <QHash>
#include <QSet>

namespace emulator {

//! The engine's insides: the runs that are not done, and what the providers ask of the engine.
class Engine::Private final : public ActionHost
{
public:
    Private(Engine *engine, EngineOptions options);

    void start();
    void load(const QString &runId);
    void turn(const QString &runId);
    void cancel(const QString &runId);
    void resume(const QString &runId);
    void advance(qint64 seconds);

    [[nodiscard]] QDateTime now() const override;
    [[nodiscard]] double timeScale() const override { return m_options.timeScale; }
    [[nodiscard]] bool beforeEffect(const QString &actionId) override;
    void finished(const QString &actionId, const ActionOutcome &outcome) override;
    void changed(const QString &actionId) override;

private:
    //! Key in the store's meta table: milliseconds by which the clock of waits was moved ahead.
    [[nodiscard]] static QString clockOffsetKey() { return QStringLiteral("wait_clock_offset_ms"); }
    [[nodiscard]] Interpreter::Environment environment();
    [[nodiscard]] std::variant<QString, Raised> credentials(const RunRecord &run, const QString &runAs) const;
    [[nodiscard]] std::optional<QString> identityOfToken(const QString &token) const;
    //! Work in real time stood still while no engine ran, and goes on from its beginning: so does its WaitTime. What
    //! only waits for a moment kept its own.
    void giveTimeAgain(ActiveRun &active) const;
    void actionTurn(ActiveRun &active);
    void startAction(ActiveRun &active);
    void pollAction(ActiveRun &active, bool late);
    void shift(ActiveRun &active, qint64 seconds);
    [[nodiscard]] ActiveRun *ofAction(const QString &actionId);
    //! Commits a step, and plans the run's next turn.
    void commit(Step &step);
    void plan(const ActiveRun &active);
    void drop(const QString &runId);
    //! The store failed: the run is read again a little later.
    void trouble(const QString &runId, const StoreError &error);

    Engine *q;
    EngineOptions m_options;
    std::unique_ptr<Database> m_database;
    std::unique_ptr<TaskPool> m_pool; // outlives the providers, which cancel what it does
    ProviderRegistry m_providers;
    std::unique_ptr<Interpreter> m_interpreter;
    ActionDriver m_driver;
    std::unique_ptr<Scheduler> m_scheduler;
    QHash<QString, ActiveRun> m_runs;
    QHash<QString, QString> m_runOfAction; //!< actions that were started in this process
};

} // namespace emulator
